import { describe, expect, it } from "vitest";
import { EdgeError, failureOf } from "./edge-error.ts";
import { createBatch } from "./purge-batch.ts";
import { completedReceipt, deferredReceipt, failedReceipt, type PurgeReceipt } from "./receipts.ts";
import type { PurgeCompletion } from "./wait-for-completion.ts";

const batch = createBatch(1, "URL", ["/a"]);
const facts = { httpStatus: 400, apiCode: "0040", traceId: "t-1" };

describe("failedReceipt", () => {
  it.each([
    ["EDGE_VALIDATION", 400, "rejected"],
    ["EDGE_VALIDATION", undefined, "failed"],
    ["EDGE_PROXY", 407, "failed"],
    ["EDGE_QUOTA", 429, "deferred"],
    ["EDGE_QUOTA", undefined, "deferred"],
  ] as const)("of %s with HTTP %s is %s", (code, httpStatus, status) => {
    const error = new EdgeError(failureOf(code, httpStatus === undefined ? {} : { httpStatus }));
    expect(failedReceipt(batch, error, 3)).toMatchObject({ batch, status, requestIds: [], attempts: 3 });
  });

  it("keeps what is known of the failure, and nothing that only the client needs", () => {
    const { message, next } = failureOf("EDGE_VALIDATION");
    const known = new EdgeError(failureOf("EDGE_VALIDATION", { ...facts, retryAfter: 1 }), 2);
    expect(failedReceipt(batch, known, 2).error).toStrictEqual({ code: "EDGE_VALIDATION", message, next, ...facts });
    const unknown = new EdgeError(failureOf("EDGE_VALIDATION"));
    expect(deferredReceipt(batch, unknown)).toStrictEqual({
      batch,
      status: "deferred",
      requestIds: [],
      attempts: 0,
      error: { code: "EDGE_VALIDATION", message, next },
    });
  });
});

describe("completedReceipt", () => {
  const still = failureOf("EDGE_STILL_RUNNING");
  const ended = failureOf("EDGE_PURGE_FAILED");
  const error = { code: still.code, message: still.message, next: still.next };
  const failure = { code: ended.code, message: ended.message, next: ended.next };
  const done: PurgeCompletion = { purgeId: "1", outcome: "completed" };
  const running: PurgeCompletion = { purgeId: "2", outcome: "unknown", error: still };
  const failed: PurgeCompletion = { purgeId: "3", outcome: "failed", error: ended };
  const receipt: PurgeReceipt = { batch, status: "accepted", requestIds: ["1"], attempts: 1, error };
  const { error: _, ...plain } = receipt;

  it.each<[string, readonly PurgeCompletion[], object]>([
    ["all are completed", [done, done], { ...plain, status: "completed" }],
    ["one is not known", [done, running], { ...plain, error }],
    ["one failed", [running, done, failed], { ...plain, status: "failed", error: failure }],
    ["no purge was named", [], { ...plain, error: expect.objectContaining({ code: "EDGE_STATUS_UNKNOWN" }) as object }],
  ])("where %s", (_what, completions, expected) => {
    expect(completedReceipt(receipt, completions)).toStrictEqual(expected);
  });
});
