import type { Settings } from "../options/settings.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import { unseenImmutableNames } from "../plan/new-immutable-names.ts";
import type { System } from "../system.ts";
import { baselinePlace, planPath, recordedOutput } from "./baseline-place.ts";
import { compare } from "./compare.ts";
import { deliver } from "./deliver.ts";
import { execute, owePurges } from "./execute.ts";
import type { FinishedBuild } from "./finished-build.ts";
import { latePlan } from "./late-plan.ts";
import { openBaseline } from "./open-baseline.ts";
import { PlanError } from "./plan-file/plan-error.ts";
import { removePlan } from "./plan-file/remove-plan.ts";
import { writePlan } from "./plan-file/write-plan.ts";
import { summarizePlan } from "./plan-summary.ts";
import { readOutput } from "./read-output.ts";
import type { RunPorts } from "./report-run.ts";
import type { RunEnd } from "./run-end.ts";
import { createRunMark } from "./run-mark.ts";
import { requireCredentials, type Sent } from "./send-to-edge.ts";
import { shownPath } from "./shown-path.ts";
import { unsaved } from "./unsaved.ts";

/**
 * The story: output directory → manifest → diff with the baseline → plan → receipts → baseline. With `when: "deploy"` it ends at
 * the plan, and `runPlans` tells the rest.
 *
 * @throws GlobalEdgePurgeError before anything is sent
 */
export async function runPipeline(
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
  const store = openBaseline(place, settings, system);
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
  const later = latePlan(outcome);
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
