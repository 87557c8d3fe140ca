import type { Settings } from "../options/settings.ts";
import type { System } from "../system.ts";
import { adopt } from "./adopt.ts";
import { baselinePlace } from "./baseline-place.ts";
import { compare } from "./compare.ts";
import type { FinishedBuild } from "./finished-build.ts";
import { openBaseline } from "./open-baseline.ts";
import { summarizePlan } from "./plan-summary.ts";
import type { PurgeReport } from "./purge-report.ts";
import { readOutput } from "./read-output.ts";
import { reportRun } from "./report-run.ts";
import { createRunMark } from "./run-mark.ts";

/**
 * Records a build as what its edges serve, and sends nothing: for an edge that was purged by other means, and for the first run
 * on a site that is not to be purged as a whole. What was owed is forgotten: it is the caller's word against the baseline's.
 *
 * @returns a report with the verdict `nothing-to-purge`, or `failed`
 * @throws OptionsError where the options do not fit the build
 */
export async function adoptBuild(build: FinishedBuild, settings: Settings, system: System): Promise<PurgeReport> {
  return reportRun(settings, system, async ({ logger, warn }) => {
    const contents = readOutput(build, settings, warn);
    const store = openBaseline(baselinePlace(settings, build), settings, system);
    // A baseline that is missing is what this is for.
    const comparing = { ...settings, onMissingBaseline: "mutable" } as const;
    const { planFor, setAside, plan } = await compare(contents, comparing, store, system.clock);
    if (settings.dryRun)
      return { summary: nothingOf(plan), outcomes: [{ plan, receipts: [] }], receipts: [], adopted: true };
    await setAside(logger.info);
    const run = { store, outputDirectory: contents.outputDirectory, mark: createRunMark(system) };
    const outcome = await adopt(planFor, run, system);
    return { summary: nothingOf(outcome.plan), outcomes: [outcome], receipts: [], adopted: true };
  });
}

function nothingOf(plan: Parameters<typeof summarizePlan>[0]) {
  return { ...summarizePlan(plan), targets: [], estimate: { requests: 0, seconds: 0 } };
}
