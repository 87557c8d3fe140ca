import { settle } from "../baseline/settle.ts";
import { baselinePlace, oldStateWarnings } from "../baseline/state-folder.ts";
import { changeBaseline } from "../baseline/stored-baseline.ts";
import { openBaseline } from "../baseline/stores/open-store.ts";
import type { Settings } from "../options/settings.ts";
import { describeFramework } from "../output/describe-framework.ts";
import { type FinishedBuild, readOutput } from "../output/read-output.ts";
import { summarizePlan } from "../plan/plan-summary.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import type { System } from "../system/system.ts";
import { compare } from "./compare.ts";
import { oweAll, type OwePorts, setAsideUnusable } from "./owe-and-settle.ts";
import type { PlanMemory } from "./plan-stages.ts";
import { removeEarlierPlan } from "./purge-build.ts";
import { reportRun } from "./reports/report-run.ts";

/**
 * Records a build as what its edges serve, and sends nothing: for an edge that was purged by other means, and for the
 * first run on a site that is not to be purged as a whole. What was owed is forgotten: it is the caller's word against
 * the baseline's.
 *
 * @returns a report with the verdict `nothing-to-purge`, or `failed`
 * @throws OptionsError where the options do not fit the build
 */
export async function adoptBuild(build: FinishedBuild, settings: Settings, system: System): Promise<PurgeReport> {
  return reportRun(settings, system, async ({ logger, warn }) => {
    oldStateWarnings(settings).forEach(warn);
    const contents = readOutput(build, settings, warn);
    describeFramework(build, contents, settings).forEach((line) => logger.info(line));
    const tell = (line: string) => logger.info(`  ${line}`);
    const store = openBaseline(baselinePlace(settings, build), settings, system, tell);
    // A baseline that is missing is what this is for.
    const comparing = { ...settings, onMissingBaseline: "mutable" } as const;
    const compared = await compare(contents, comparing, store, system);
    if (!settings.dryRun) removeEarlierPlan(build, settings);
    const adopted = settings.dryRun ? compared : await adopt(compared.memory, { ...system, tell: logger.info });
    const summary = { ...summarizePlan(adopted.plan), targets: [], estimate: { requests: 0, seconds: 0 } };
    return { summary, outcomes: [{ ...adopted, receipts: [] }], receipts: [], adopted: true };
  });
}

/** Takes somebody's word that every edge serves a build: all its paths are settled, whatever the baseline said. */
async function adopt(memory: PlanMemory, { tell, ...ports }: OwePorts) {
  const { store, mark, planFor } = memory;
  await setAsideUnusable(memory, tell);
  return changeBaseline(
    store,
    (now) => {
      const plan = planFor(now);
      const { edges: sections, ...owed } = oweAll(plan, now, memory);
      const settled = plan.edges.flatMap((edge) => {
        const section = sections.get(edge.edgeId);
        const word = { mark, ...edge, isAccepted: () => true, hasMoreUnder: () => true, settlesWholeEdge: true };
        return section ? [[edge.edgeId, settle(section, word)] as const] : [];
      });
      return { plan, baseline: { ...owed, edges: new Map([...sections, ...settled]) } };
    },
    ports,
  );
}
