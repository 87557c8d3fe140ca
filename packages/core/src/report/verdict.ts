import type { ReceiptStatus } from "../client/receipts.ts";
import { isAccepted } from "./outcome.ts";
import type { PurgeReport, Verdict } from "./purge-report.ts";

/** The one word for a run that was not skipped and that no guard held back. */
export function verdictOf(run: {
  /** A dry run, or one that wrote a plan for what it did not send. */
  readonly sendsLater: boolean;
  /** Batches that were planned. */
  readonly planned: number;
  readonly statuses: readonly ReceiptStatus[];
  /** Paths that stay unsettled, or targets that were not accepted and that no baseline remembers. */
  readonly left: number;
  /** Plans that could not be acted on. */
  readonly failures: number;
}): Verdict {
  const { sendsLater, planned, statuses, left, failures } = run;
  const accepted = statuses.some(isAccepted);
  const refused = failures > 0 || statuses.some((status) => status === "rejected" || status === "failed");
  if (refused && !accepted) return "failed";
  if (sendsLater && !refused) return planned > 0 || left > 0 ? "planned" : "nothing-to-purge";
  if (left > 0 || failures > 0) return "partial";
  return accepted ? "purged" : "nothing-to-purge";
}

/**
 * Whether all that stays unsettled is in the plan that was written. What was sent before that, and is not through, is
 * not in it: only what waits for the origin is.
 */
export function isAllLater(wasSent: boolean, unsettled: PurgeReport["unsettled"]): boolean {
  return !wasSent || unsettled.every(({ waitingFor }) => waitingFor === "origin");
}
