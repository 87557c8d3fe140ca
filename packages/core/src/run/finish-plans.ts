import type { BaselineError } from "../baseline/baseline-error.ts";
import type { SendSettings } from "../client/send-to-edge.ts";
import type { RunEnd } from "../report/create-report.ts";
import { GlobalEdgePurgeError } from "../system/errors.ts";
import type { Warning } from "../system/logger.ts";
import type { System } from "../system/system.ts";
import { deliver } from "./deliver.ts";
import { owePlan, settlePlan } from "./owe-and-settle.ts";
import type { ComparedPlan } from "./plan-stages.ts";
import type { RunPorts } from "./reports/report-run.ts";

/** What the plans of one account came to, for whoever reports it. */
export type FinishedPlans = Omit<RunEnd, "summary" | "planFile" | "adopted" | "failures"> &
  Required<Pick<RunEnd, "failures">>;

/**
 * The half of the story that must not lose a purge, for one build or for several plans of one account: what each plan
 * owes is saved; all are sent together, in the fewest requests; what was accepted is settled. Killed anywhere, the next
 * run finishes the work. What is wrong with one plan holds none of the others up: it is among the failures.
 */
export async function finishPlans(
  compared: readonly ComparedPlan[],
  account: SendSettings,
  system: System,
  ports: Pick<RunPorts, "logger" | "warn" | "progress" | "words">,
): Promise<FinishedPlans> {
  const failures: GlobalEdgePurgeError[] = [];
  const { clock, random } = system;
  const owed = await attemptEach(compared, failures, (plan) =>
    owePlan(plan, { clock, random, tell: ports.logger.info }),
  );
  const { plans, ...sent } = await deliver(owed, account, system, ports);
  const outcomes = await attemptEach(plans, failures, (plan) =>
    settlePlan(plan, { clock, random, onUnsaved: (error) => ports.warn(unsaved(error)) }),
  );
  return { outcomes, failures, ...sent };
}

/** Does the same for each, one after the other; what fails is put on a list, and the rest goes on. */
export async function attemptEach<Item, Result>(
  items: readonly Item[],
  failures: GlobalEdgePurgeError[],
  attempt: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    try {
      results.push(await attempt(item));
    } catch (error) {
      if (!(error instanceof GlobalEdgePurgeError)) throw error;
      failures.push(error);
    }
  }
  return results;
}

/** What to say where the purge was sent and its outcome could not be saved. */
function unsaved({ message, next }: BaselineError): Warning {
  return {
    code: "BASELINE_UNSAVED",
    message: `${message} The edge took the purge; the next run repeats it. ${next}`,
  };
}
