import { join, parse } from "node:path";
import { baselinePlace, planPath, safeName, shownPath } from "../baseline/state-folder.ts";
import { openBaseline } from "../baseline/stores/open-store.ts";
import type { Settings } from "../options/settings.ts";
import { type FinishedBuild, readOutput, recordedOutput } from "../output/read-output.ts";
import { PlanError } from "../plan-file/plan-file.ts";
import { removePlan } from "../plan-file/read-plan.ts";
import { writePlan } from "../plan-file/write-plan.ts";
import { unseenImmutableNames } from "../plan/new-immutable-names.ts";
import { summarizePlan } from "../plan/plan-summary.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import { latePlan } from "../plan/waiting.ts";
import type { RunEnd } from "../report/create-report.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import type { System } from "../system/system.ts";
import { compare } from "./compare.ts";
import { deliver } from "./deliver.ts";
import { createRunMark, execute, owePurges } from "./execute.ts";
import { reportRun, type RunPorts, unsaved } from "./report-run.ts";
import { requireCredentials, type Sent } from "./send-to-edge.ts";

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

/** Where a run writes its JSON report. Several runs of one build must not write over each other. */
export function reportPath(
  { report }: Pick<Settings, "report">,
  { baselineName }: Pick<FinishedBuild, "baselineName">,
): string | undefined {
  if (report.json === undefined || baselineName === undefined) return report.json;
  const { dir, name, ext } = parse(report.json);
  return join(dir, `${name}.${safeName(baselineName)}${ext}`);
}

/**
 * The story: output directory → manifest → diff with the baseline → plan → receipts → baseline. With `when: "deploy"` it ends at
 * the plan, and `runPlans` tells the rest.
 *
 * @throws GlobalEdgePurgeError before anything is sent
 */
async function runPipeline(
  build: FinishedBuild,
  settings: Settings,
  system: System,
  { logger, warn, onPlan }: RunPorts,
): Promise<RunEnd> {
  const place = baselinePlace(settings, build);
  if (!settings.dryRun) {
    const directory = settings.outputDirectory ?? build.outputDirectory;
    removePlan(planPath(settings, build), {
      outputDirectory: recordedOutput(settings.projectDirectory, directory),
      baseline: typeof place === "string" ? place : place.location,
    });
  }
  const contents = readOutput(build, settings, warn);
  const store = openBaseline(place, settings, system, (line) => logger.info(`  ${line}`));
  const { plan, planFor, warnings, setAside } = await compare(contents, settings, store, system.clock);
  onPlan(summarizePlan(plan));
  warnings.forEach(warn);
  if (settings.dryRun) return { summary: summarizePlan(plan), outcomes: [{ plan, receipts: [] }], receipts: [] };

  const account = settings.when === "build" ? requireCredentials(settings) : undefined;
  await setAside(logger.info);
  const run = { store, outputDirectory: contents.outputDirectory, mark: createRunMark(system) };
  const planForLater = async (later: PurgePlan): Promise<string> => {
    const path = planPath(settings, build);
    await writePlan(path, later, contents, settings, store.location);
    return shownPath(path, settings.projectDirectory);
  };
  if (!account) {
    const owed = await owePurges(planFor, run, system);
    const planFile = await planForLater(owed.plan);
    return { summary: summarizePlan(owed.plan), outcomes: [{ ...owed, receipts: [] }], receipts: [], planFile };
  }

  if (!settings.origin && plan.batches.length > 0) {
    logger.info('  files that reach the origin only after this build need when: "deploy"');
  }
  let sent: Sent = { receipts: [] };
  const outcome = await execute(planFor, run.outputDirectory, run.mark, {
    ...system,
    store,
    send: async (plan) => {
      // The end of a build is not the end of a deploy: the origin is asked once, and what it lacks is sent later.
      const origin = settings.origin && { ...settings.origin, timeout: 0 };
      const newNames = unseenImmutableNames(plan.edges);
      const delivery = { plan, manifest: contents.manifest, newNames, origin, verify: settings.verify };
      const { waiting, ...delivered } = await deliver([delivery], account, system, { logger, warn });
      sent = delivered;
      return { receipts: sent.receipts, waiting: waiting[0] };
    },
    onUnsaved: (error) => warn(unsaved(error)),
  });
  const later = latePlan(outcome.plan, outcome.waiting);
  const planFile = later && (await planForLater(later).catch(unplanned));
  return {
    summary: summarizePlan(outcome.plan),
    outcomes: [outcome],
    ...sent,
    ...(planFile !== undefined && { planFile }),
  };

  /** What was sent is settled by now, and what is late stays unsettled: nothing is lost with the plan. */
  function unplanned(error: unknown): undefined {
    if (!(error instanceof PlanError)) throw error;
    warn({ code: error.code, message: `${error.message} ${error.next}` });
  }
}
