import { join, parse } from "node:path";
import type { Settings } from "../options/settings.ts";
import { safeName } from "./baseline-place.ts";
import type { FinishedBuild } from "./finished-build.ts";

/** Where a run writes its JSON report. Several runs of one build must not write over each other. */
export function reportPath(
  { report }: Pick<Settings, "report">,
  { baselineName }: Pick<FinishedBuild, "baselineName">,
): string | undefined {
  if (report.json === undefined || baselineName === undefined) return report.json;
  const { dir, name, ext } = parse(report.json);
  return join(dir, `${name}.${safeName(baselineName)}${ext}`);
}
