import type { Settings } from "../options/settings.ts";
import type { System } from "../system.ts";
import type { FinishedBuild } from "./finished-build.ts";
import type { PurgeReport } from "./purge-report.ts";
import { reportRun } from "./report-run.ts";
import { reportPath } from "./report-path.ts";
import { runPipeline } from "./run-pipeline.ts";

/**
 * Purges what a finished build changed, or with `when: "deploy"` writes the plan of it; tells people about it, and writes the report.
 *
 * Whatever goes wrong with the output, the baseline, the credentials or the edge is in the report (`failed` or `partial`); the
 * caller decides what that means for its process. What was not accepted is purged by a later run.
 *
 * @throws OptionsError where the options do not fit the build
 */
export async function purgeBuild(build: FinishedBuild, settings: Settings, system: System): Promise<PurgeReport> {
  const json = reportPath(settings, build);
  const report = json === undefined ? {} : { json };
  return reportRun({ ...settings, report }, system, (ports) => runPipeline(build, settings, system, ports));
}
