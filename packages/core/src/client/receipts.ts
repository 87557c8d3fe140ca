import { type EdgeError, type EdgeFailure, failureOf } from "./edge-error.ts";
import { meaningOf } from "./failure-table.ts";
import type { PurgeBatch } from "./purge-batch.ts";
import type { PurgeCompletion } from "./wait-for-completion.ts";

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
  /** Why it is not accepted, or (with an accepted one) why completion is not known. */
  readonly error?: ReceiptError;
}

/**
 * What kept a batch from being accepted or completed, as reports keep it: with the API's own code and trace id, where
 * it answered, since NAVER Cloud's support asks for the latter. Never holds a secret.
 */
type ReceiptError = Pick<EdgeFailure, "code" | "message" | "next" | "httpStatus" | "apiCode" | "traceId">;

/** The receipt of a batch that failed. */
export function failedReceipt(batch: PurgeBatch, error: EdgeError, attempts: number): PurgeReceipt {
  return { batch, status: statusOf(error), requestIds: [], attempts, error: errorOf(error) };
}

/** The receipt of a batch that was not sent, since it would have failed like another one. */
export function deferredReceipt(batch: PurgeBatch, error: EdgeError): PurgeReceipt {
  return { batch, status: "deferred", requestIds: [], attempts: 0, error: errorOf(error) };
}

/** The receipt of an accepted batch, with what is known of its purges now. What stays unknown stays accepted. */
export function completedReceipt(receipt: PurgeReceipt, completions: readonly PurgeCompletion[]): PurgeReceipt {
  const { error: _, ...plain } = receipt;
  const failed = completions.find(({ outcome }) => outcome === "failed");
  if (failed?.error) return { ...plain, status: "failed", error: errorOf(failed.error) };
  const unknown = completions.find(({ outcome }) => outcome === "unknown");
  if (unknown?.error) return { ...plain, error: errorOf(unknown.error) };
  if (completions.length > 0) return { ...plain, status: "completed" };
  const message = "The API accepted the purge and named no request id, so how it ends cannot be looked up.";
  return { ...plain, error: errorOf(failureOf("EDGE_STATUS_UNKNOWN", { message })) };
}

/** A failure that no answer told is no rejection. */
function statusOf({ code, httpStatus }: EdgeError): ReceiptStatus {
  const { receipt } = meaningOf(code);
  return receipt === "rejected" && httpStatus === undefined ? "failed" : receipt;
}

/** What of a failure a receipt keeps. */
function errorOf({ code, message, next, httpStatus, apiCode, traceId }: ReceiptError): ReceiptError {
  return {
    code,
    message,
    next,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(apiCode !== undefined && { apiCode }),
    ...(traceId !== undefined && { traceId }),
  };
}
