import type { PurgeBatch } from "../plan/purge-batch.ts";

/**
 * - `accepted`: the API took it.
 * - `completed`: its status said SUCCESS.
 * - `rejected`: the API said no.
 * - `failed`: no usable answer, or its status said FAILURE.
 * - `deferred`: not sent, or turned away only because the account has no requests left. A later run sends it.
 */
export type ReceiptStatus = "accepted" | "completed" | "rejected" | "failed" | "deferred";

/** The edge's answer to one batch. */
export interface PurgeReceipt {
  readonly batch: PurgeBatch;
  readonly status: ReceiptStatus;
  /** As text: the API's ids are longs. */
  readonly requestIds: readonly string[];
  /** Requests sent for this batch; look-ups of its status are not counted. */
  readonly attempts: number;
  /**
   * Why it is not accepted, or (with an accepted one) why completion is not known. The codes are those of `EdgeErrorCode`.
   * Never holds a secret.
   */
  readonly error?: { readonly code: string; readonly message: string; readonly next: string };
}
