import { join, parse } from "node:path";
import { addBuild, buildId } from "../baseline/build-order.ts";
import {
  baselinePlace,
  folderName,
  lastPurgePath,
  oldStateWarnings,
  planPath,
  shownPath,
} from "../baseline/state-folder.ts";
import { openBaseline } from "../baseline/stores/open-store.ts";
import { requireCredentials } from "../options/resolve-account.ts";
import type { Settings } from "../options/settings.ts";
import { describeFramework } from "../output/describe-framework.ts";
import { type FinishedBuild, readOutput, recordedOutput } from "../output/read-output.ts";
import { PlanError } from "../plan-file/plan-file.ts";
import { removePlan } from "../plan-file/read-plan.ts";
import { writePlan } from "../plan-file/write-plan.ts";
import { summarizePlan } from "../plan/plan-summary.ts";
import { mappingWarnings } from "../plan/mapping-warnings.ts";
import { pageWarnings } from "../plan/page-warnings.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import { latePlan } from "../plan/waiting.ts";
import type { RunEnd } from "../report/create-report.ts";
import { environmentFlag } from "../report/environment-flag.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import type { Warning } from "../system/logger.ts";
import type { System } from "../system/system.ts";
import { compare } from "./compare.ts";
import { finishPlans } from "./finish-plans.ts";
import { owePlan } from "./owe-and-settle.ts";
import type { PlanMemory } from "./plan-stages.ts";
import { reportRun, type RunPorts } from "./reports/report-run.ts";

/**
 * Purges what a finished build changed, or with `when: "deploy"` writes the plan of it; tells people about it, and
 * writes the report.
 *
 * @throws OptionsError where the options do not fit the build
 */
export async function purgeBuild(build: FinishedBuild, settings: Settings, system: System): Promise<PurgeReport> {
  const report = reportPaths(settings, build);
  const lastPurge = lastPurgePath(settings, build);
  return reportRun({ ...settings, report, lastPurge }, system, (ports) => purge(build, settings, system, ports));
}

/** Where a run writes its reports. Several runs of one build must not write over each other. */
export function reportPaths(
  { report }: Pick<Settings, "report">,
  { outputName }: Pick<FinishedBuild, "outputName">,
): Settings["report"] {
  if (outputName === undefined) return report;
  const named = Object.entries(report).map(([kind, path]) => {
    const { dir, name, ext } = parse(path);
    return [kind, join(dir, `${name}.${folderName(outputName)}${ext}`)];
  });
  return Object.fromEntries(named) as Settings["report"];
}

/**
 * The story: output directory → manifest → diff with the baseline → plan → receipts → baseline. With `when: "deploy"`
 * it ends at the plan, and `sendPlans` tells the rest.
 *
 * @throws GlobalEdgePurgeError before anything is sent
 */
async function purge(build: FinishedBuild, settings: Settings, system: System, ports: RunPorts): Promise<RunEnd> {
  const { logger, warn, onPlan } = ports;
  if (!settings.dryRun) removeEarlierPlan(build, settings);
  oldStateWarnings(settings).forEach(warn);
  const contents = readOutput(build, settings, warn);
  describeFramework(build, contents, settings).forEach((line) => logger.info(line));
  const place = baselinePlace(settings, build);
  const store = openBaseline(place, settings, system, (line) => logger.info(`  ${line}`));
  const { warnings, ...compared } = await compare(contents, settings, store, system);
  const { plan } = compared;
  const summary = summarizePlan(plan);
  onPlan(summary);
  [...warnings, ...mappingWarnings(plan, { ...contents, settings }), ...pageWarnings(plan, contents)].forEach(warn);
  if (plan.batches.length > 0) whenNotChosen(settings).forEach(warn);
  if (settings.dryRun) return { summary, outcomes: [{ plan, receipts: [] }], receipts: [] };

  const writeForLater = async (later: PurgePlan): Promise<string> => {
    const path = planPath(settings, build);
    const commit = system.commit?.(settings.projectDirectory);
    await writePlan(path, later, contents, settings, { baseline: store.location, commit });
    return shownPath(path, settings.projectDirectory);
  };
  if (settings.when === "deploy") {
    const id = buildId(contents.manifest);
    const recordBuild: PlanMemory["recordBuild"] = (builds) => addBuild(builds, { id });
    const planned = { ...compared, memory: { ...compared.memory, recordBuild } };
    const owed = await owePlan(planned, { ...system, tell: logger.info });
    const planFile = await writeForLater(owed.plan);
    return { summary: summarizePlan(owed.plan), outcomes: [{ ...owed, receipts: [] }], receipts: [], planFile };
  }

  const account = requireCredentials(settings);
  // The end of a build is not the end of a deploy: the origin is asked once, and what it lacks is sent later.
  const origin = settings.origin && { ...settings.origin, timeout: 0 };
  const finished = await finishPlans([{ ...compared, origin, verify: settings.verify }], account, system, ports);
  const [outcome] = finished.outcomes;
  const [failure] = finished.failures;
  if (failure) throw failure;
  const later = outcome && latePlan(outcome.plan, outcome.waiting);
  const planFile = later && (await writeForLater(later).catch(unplanned));
  return { ...finished, summary: summarizePlan(outcome?.plan ?? plan), ...(planFile !== undefined && { planFile }) };

  /** What was sent is settled by now, and what is late stays unsettled: nothing is lost with the plan. */
  function unplanned(error: unknown): undefined {
    if (!(error instanceof PlanError)) throw error;
    warn({ code: error.code, message: `${error.message} ${error.next}` });
  }
}

/**
 * Removes the plan of an earlier build of the same site: whoever records this one makes it old. What it owed stands in
 * the baseline.
 *
 * @throws PlanError `PLAN_UNWRITABLE`
 */
export function removeEarlierPlan(build: FinishedBuild, settings: Settings): void {
  const place = baselinePlace(settings, build);
  removePlan(planPath(settings, build), {
    outputDirectory: recordedOutput(settings.projectDirectory, settings.outputDirectory ?? build.outputDirectory),
    baseline: typeof place === "string" ? place : place.location,
  });
}

/** Who uploads after the build and never said so purges too early: the edge then keeps the old files. */
function whenNotChosen({ when, origin, environment }: Settings): readonly Warning[] {
  if (when !== undefined || origin) return [];
  return [
    {
      code: "WHEN_NOT_CHOSEN",
      message: "This purge does not wait for an upload: an edge that is purged before it fetches the old files again.",
      next:
        `Set when: "deploy" and run npx global-edge-purge send${environmentFlag(environment)} after the upload, or when: "build" where the build ` +
        "itself writes into the origin.",
    },
  ];
}
