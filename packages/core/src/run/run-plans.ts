import { shownPath } from "../baseline/state-folder.ts";
import type { SendingSettings } from "../options/resolve-sending.ts";
import type { PlanAtPath } from "../plan-file/plan-at-path.ts";
import { describeSinceWritten } from "../plan-file/since-written.ts";
import { mergeBatches } from "../plan/merge-batches.ts";
import { newImmutableNames } from "../plan/new-immutable-names.ts";
import { estimate } from "../plan/plan-build.ts";
import { addSummaries } from "../plan/plan-summary.ts";
import type { RunEnd } from "../report/create-report.ts";
import type { Outcome } from "../report/outcome.ts";
import { GlobalEdgePurgeError } from "../system/errors.ts";
import type { System } from "../system/system.ts";
import { type ComparedPlan, comparePlan } from "./compare-plan.ts";
import { deliver } from "./deliver.ts";
import { owePurges, settlePurges } from "./execute.ts";
import { type RunPorts, unsaved } from "./report-run.ts";
import { requireCredentials } from "./send-to-edge.ts";

/**
 * The second half of the story, for the plans of one account: each is compared again with its baseline as it is now, and saved as
 * owed; all are sent in the fewest requests; each is settled by itself. What is wrong with one plan holds none of the others up.
 *
 * @throws GlobalEdgePurgeError before anything is sent
 */
export async function runPlans(
  plans: readonly PlanAtPath[],
  settings: SendingSettings,
  system: System,
  { logger, warn, onPlan }: RunPorts,
): Promise<RunEnd> {
  const failures: GlobalEdgePurgeError[] = [];
  const compared = await attemptEach(plans, failures, (plan) => comparePlan(plan, settings, system));
  for (const { at, since, warnings } of compared) {
    const difference = describeSinceWritten(since);
    const path = shownPath(at.path, settings.projectDirectory);
    logger.info(`  plan ${path}${difference === undefined ? "" : `; ${difference}`}`);
    warnings.forEach(warn);
  }
  const summary = {
    ...addSummaries(compared.map((part) => part.summary)),
    estimate: estimate(batchesOf(compared, settings).length, settings.quota),
  };
  onPlan(summary);
  if (settings.dryRun) {
    return { summary, outcomes: compared.map(({ plan }) => ({ plan, receipts: [] })), receipts: [], failures };
  }

  const account = requireCredentials(settings);
  const owed = await attemptEach(compared, failures, async (part) => ({
    part,
    ...(await owe(part, system, logger.info)),
  }));
  const deliveries = owed.map(({ part: { at, reached }, plan }) => ({
    plan,
    manifest: at.file.manifest,
    // Writing the plan recorded its own, so that they are no longer new; a rollback brings others back.
    newNames: [...new Set([...at.file.newNames, ...newImmutableNames(plan.edges)])],
    origin: at.file.settings.origin,
    // A check decides whether a path settles, and without its baseline none does.
    verify: reached && at.file.settings.verify,
  }));
  const { waiting, ...sent } = await deliver(deliveries, account, system, { logger, warn });
  const deliveredTo = (index: number) => ({ receipts: sent.receipts, waiting: waiting[index] });

  const outcomes = await attemptEach(owed, failures, async ({ part, plan, baseline }, index): Promise<Outcome> => {
    if (!part.reached || !baseline) return { plan, ...deliveredTo(index), asWritten: true };
    return settlePurges({ plan, baseline }, deliveredTo(index), part.reached.run, {
      ...system,
      onUnsaved: (error) => warn(unsaved(error)),
    });
  });
  return { summary, outcomes, failures, ...sent };
}

/** From here on the plan's purges are owed: killed at any moment, a later run sends them. */
async function owe(
  { plan, reached }: ComparedPlan,
  system: System,
  tell: (text: string) => void,
): Promise<Pick<Outcome, "plan" | "baseline">> {
  if (!reached) return { plan };
  await reached.setAside(tell);
  return owePurges(reached.planFor, reached.run, system);
}

function batchesOf(parts: readonly Pick<ComparedPlan, "plan">[], { quota }: SendingSettings) {
  return mergeBatches(
    parts.map(({ plan }) => plan),
    quota,
  );
}

/** Does the same for each, one after the other; what fails is put on a list, and the rest goes on. */
async function attemptEach<Item, Result>(
  items: readonly Item[],
  failures: GlobalEdgePurgeError[],
  attempt: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    try {
      results.push(await attempt(item, index));
    } catch (error) {
      if (!(error instanceof GlobalEdgePurgeError)) throw error;
      failures.push(error);
    }
  }
  return results;
}
