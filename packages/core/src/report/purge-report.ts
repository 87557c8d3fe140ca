import type { PurgeBatch } from "../client/purge-batch.ts";
import type { PurgeReceipt } from "../client/receipts.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { PlannedTarget } from "../plan/plan-summary.ts";
import type { Estimate } from "../plan/purge-plan.ts";
import type { WaitingFor } from "../plan/waiting.ts";
import type { Warning } from "../system/logger.ts";

/**
 * - `purged`: something was accepted, nothing stays unsettled.
 * - `nothing-to-purge`: no difference that needs a purge, nothing unsettled.
 * - `planned`: a plan with work was written, or a dry run would send something.
 * - `skipped`: the run did not apply; `reason` says why.
 * - `partial`: something stays unsettled; some was accepted, or the rest only waits.
 * - `failed`: nothing accepted and something refused, or a guard held the run back.
 */
export type Verdict = "purged" | "nothing-to-purge" | "planned" | "skipped" | "partial" | "failed";

/** What one run did. This is the JSON report, version 1. */
export interface PurgeReport {
  readonly version: 1;
  /** Name and version of the package that wrote it. */
  readonly tool: string;
  readonly verdict: Verdict;
  /** Why it was skipped, or the code of what failed. */
  readonly reason?: string;
  readonly dryRun: boolean;
  readonly environment: string;
  readonly edgeIds: readonly number[];
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** By how much this machine's clock is ahead of the API's (negative: behind), where that mattered. */
  readonly clockSkewMs?: number;
  /** Of paths. With several edges a path counts as added, changed or removed if it is that for one of them. */
  readonly counts: {
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
    readonly unchanged: number;
    /** At the end of the run. */
    readonly unsettled: number;
  };
  /** What was planned, whatever became of it. */
  readonly targets: readonly PlannedTarget[];
  readonly batches: readonly (PurgeBatch & Omit<PurgeReceipt, "batch">)[];
  /** What later runs still owe, at the end of this one. */
  readonly unsettled: readonly {
    readonly assetPath: AssetPath;
    readonly edgeId: number;
    readonly waitingFor: WaitingFor;
  }[];
  readonly warnings: readonly Warning[];
  readonly estimate: Estimate;
}
