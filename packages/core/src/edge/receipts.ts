import type { PurgeBatch } from "../plan/purge-batch.ts";
import type { EdgeErrorCode, EdgeError } from "./edge-error.ts";
import type { PurgeReceipt, ReceiptStatus } from "./purge-receipt.ts";
import type { PurgeCompletion } from "./wait-for-completion.ts";

/** These only wait for a later run: nothing is wrong with the batch. */
export const deferring: ReadonlySet<string> = new Set<EdgeErrorCode>([
  "EDGE_BUDGET",
  "EDGE_ABORTED",
  "EDGE_QUOTA",
  "EDGE_IN_PROGRESS",
]);
/** There was an answer, but not of the API's. */
const notTheApi = new Set<EdgeErrorCode>(["EDGE_UNREADABLE", "EDGE_REDIRECT", "EDGE_PROXY"]);

/** The receipt of a batch that failed. */
export function failedReceipt(batch: PurgeBatch, error: EdgeError, attempts: number): PurgeReceipt {
  return { batch, status: statusOf(error), requestIds: [], attempts, error: shown(error) };
}

/** The receipt of a batch that was not sent, since it would have failed like another one. */
export function deferredReceipt(batch: PurgeBatch, error: EdgeError): PurgeReceipt {
  return { batch, status: "deferred", requestIds: [], attempts: 0, error: shown(error) };
}

/** The receipt of an accepted batch, with what is known of its purges now. What stays unknown stays accepted. */
export function completedReceipt(receipt: PurgeReceipt, completions: readonly PurgeCompletion[]): PurgeReceipt {
  const { error: _, ...plain } = receipt;
  const failed = completions.find(({ outcome }) => outcome === "failed");
  if (failed?.error) return { ...plain, status: "failed", error: failed.error };
  const unknown = completions.find(({ outcome }) => outcome === "unknown");
  if (unknown?.error) return { ...plain, error: unknown.error };
  if (completions.length > 0) return { ...plain, status: "completed" };
  const message = "The API accepted the purge and named no request id, so how it ends cannot be looked up.";
  return { ...plain, error: { code: "EDGE_STATUS_UNKNOWN", message, next: "See the edge's purges in the console." } };
}

function statusOf({ code, httpStatus }: EdgeError): ReceiptStatus {
  if (deferring.has(code)) return "deferred";
  return httpStatus !== undefined && httpStatus < 500 && !notTheApi.has(code) ? "rejected" : "failed";
}

function shown({ code, message, next }: EdgeError): NonNullable<PurgeReceipt["error"]> {
  return { code, message, next };
}
