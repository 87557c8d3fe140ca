import type { Baseline } from "../baseline/baseline.ts";
import { settle } from "../baseline/settle.ts";
import { baselinePlace } from "../baseline/state-folder.ts";
import { changeBaseline, type ChangePorts } from "../baseline/stored-baseline.ts";
import { openBaseline } from "../baseline/stores/open-store.ts";
import { unsettle } from "../baseline/unsettle.ts";
import type { Settings } from "../options/settings.ts";
import { type FinishedBuild, readOutput } from "../output/read-output.ts";
import { summarizePlan } from "../plan/plan-summary.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import type { Outcome } from "../report/outcome.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import type { System } from "../system/system.ts";
import { compare } from "./compare.ts";
import { createRunMark, type RunBaseline } from "./execute.ts";
import { reportRun } from "./report-run.ts";

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
    const tell = (line: string) => logger.info(`  ${line}`);
    const store = openBaseline(baselinePlace(settings, build), settings, system, tell);
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

/**
 * Takes somebody's word that every edge serves a build: all its paths are settled, whatever the baseline said, and nothing is sent.
 *
 * @param planFor pure: the plan for a baseline
 * @throws BaselineError, and what `planFor` throws; the baseline is as it was then
 */
async function adopt(
  planFor: (baseline: Baseline | undefined) => PurgePlan,
  { store, outputDirectory, mark }: RunBaseline,
  ports: ChangePorts,
): Promise<Outcome> {
  const { plan, baseline } = await changeBaseline(
    store,
    (now) => {
      const plan = planFor(now);
      const sections = plan.edges.map((edge) => {
        const section = unsettle(now?.edges.get(edge.edgeId), { mark, ...edge });
        const settled = settle(section, { mark, ...edge, isAccepted: () => true, settlesWholeEdge: true });
        return [edge.edgeId, settled] as const;
      });
      return { plan, baseline: { outputDirectory, edges: new Map(sections) } };
    },
    ports,
  );
  return { plan, receipts: [], baseline };
}
