import type { PurgeReceipt } from "../edge/purge-receipt.ts";
import type { GlobalEdgePurgeError } from "../errors.ts";
import type { Outcome } from "./outcome.ts";
import type { PlanSummary } from "./plan-summary.ts";

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
