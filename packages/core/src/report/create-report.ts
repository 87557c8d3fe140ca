import type { PurgeReceipt } from "../client/receipts.ts";
import type { PlanSummary } from "../plan/plan-summary.ts";
import type { GlobalEdgePurgeError } from "../system/errors.ts";
import { isAccepted, type Outcome } from "./outcome.ts";
import type { PurgeReport } from "./purge-report.ts";
import { unsettledPaths } from "./unsettled-paths.ts";
import { isAllLater, verdictOf } from "./verdict.ts";

/** Everything that a run came to, for whoever reports it. */
export interface RunEnd {
  readonly summary: PlanSummary;
  /** One for each plan; none for a purge that follows no plan. */
  readonly outcomes: readonly Outcome[];
  /** Of all plans together. */
  readonly receipts: readonly PurgeReceipt[];
  /** Why plans were not acted on, where others were. */
  readonly failures?: readonly GlobalEdgePurgeError[];
  /** Milliseconds by which this machine's clock is ahead of the API's, where that mattered. */
  readonly clockSkewMs?: number;
  /** The plan file that was written, for people: what it holds is sent later. */
  readonly planFile?: string;
  /** The build was recorded as what the edge serves; nothing was sent. */
  readonly adopted?: true;
}

/** What every report says, however far its run came. */
export type ReportHead = Pick<
  PurgeReport,
  "tool" | "dryRun" | "environment" | "edgeIds" | "startedAt" | "durationMs" | "warnings"
>;

/** The report of a run that came to its plan. */
export function createReport(head: ReportHead, end: RunEnd): PurgeReport {
  const { summary, outcomes, receipts, failures = [], planFile } = end;
  // A dry run changes nothing, so what it found unsettled is not its doing.
  const unsettled = head.dryRun ? [] : outcomes.flatMap(unsettledPaths);
  const lost = outcomes.length > 0 ? [] : receipts.filter(({ status }) => !isAccepted(status));
  const verdict = verdictOf({
    sendsLater: head.dryRun || (planFile !== undefined && isAllLater(receipts.length > 0, unsettled)),
    planned: summary.estimate.requests,
    statuses: receipts.map(({ status }) => status),
    left: unsettled.length + lost.length,
    failures: failures.length,
  });
  return {
    version: 1,
    verdict,
    ...(failures[0] && { reason: failures[0].code }),
    ...head,
    ...(end.clockSkewMs !== undefined && { clockSkewMs: end.clockSkewMs }),
    ...summary,
    counts: { ...summary.counts, unsettled: new Set(unsettled.map(({ assetPath }) => assetPath)).size },
    batches: receipts.map(({ batch, ...receipt }) => ({ ...batch, ...receipt })),
    unsettled,
  };
}

/** The report of a run that was skipped, or that failed before it had a plan. */
export function createEmptyReport(head: ReportHead, verdict: "skipped" | "failed", reason: string): PurgeReport {
  return {
    version: 1,
    verdict,
    reason,
    ...head,
    counts: { added: 0, changed: 0, removed: 0, unchanged: 0, unsettled: 0 },
    targets: [],
    batches: [],
    unsettled: [],
    estimate: { requests: 0, seconds: 0 },
  };
}
