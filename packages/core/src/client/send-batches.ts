import type { EdgeClient } from "./client.ts";
import { EdgeError, failureOf } from "./edge-error.ts";
import { createBatch, type PurgeBatch } from "./purge-batch.ts";
import { completedReceipt, deferredReceipt, failedReceipt, type PurgeReceipt } from "./receipts.ts";

/** Milliseconds to wait for room on an edge that has as many purges in progress as it may have. */
const defaultWait = 600_000;

export interface SendBatchesOptions {
  /** Milliseconds to wait for completion once everything is sent; absent for not at all. */
  readonly waitTimeout?: number | undefined;
  /** Called before each batch that is sent, with its number, counted from one, and how many there are. */
  readonly onBatch?: ((number: number, total: number) => void) | undefined;
  /** Called with each receipt, and again with one that completion has changed. */
  readonly onReceipt?: ((receipt: PurgeReceipt) => void) | undefined;
}

/** What is known while batches go out. */
interface Sending extends SendBatchesOptions {
  readonly client: Pick<EdgeClient, "requestPurge" | "waitForCompletion" | "quota">;
  /** In sending order. */
  readonly receipts: PurgeReceipt[];
  /** By edge, indexes of receipts whose purges may be in progress, oldest first. */
  readonly inProgress: Map<number, number[]>;
  /** What every further request would run into, by edge or for the whole run. */
  readonly stops: Map<number | "run", EdgeError>;
}

/**
 * Sends batches one after the other, in the order given. Every target of every batch is in exactly one receipt,
 * whatever happens, and no failure throws. A batch that is too large for the API goes out in halves. A failure that all
 * requests share, or all of one edge, costs no further request: what is left is `deferred`, as is what a budget or an
 * abort leaves.
 */
export async function sendBatches(
  batches: readonly PurgeBatch[],
  client: Sending["client"],
  options: SendBatchesOptions,
): Promise<readonly PurgeReceipt[]> {
  const sending: Sending = { ...options, client, receipts: [], inProgress: new Map(), stops: new Map() };
  for (const [index, batch] of batches.entries()) {
    if (!stopOf(sending, batch)) options.onBatch?.(index + 1, batches.length);
    await sendBatch(sending, batch, 0);
  }
  const accepted = [...sending.receipts.keys()].filter((index) => sending.receipts[index]?.status === "accepted");
  if (options.waitTimeout !== undefined && accepted.length > 0) await complete(sending, accepted, options.waitTimeout);
  return sending.receipts;
}

/** What keeps a batch from being sent at all. */
function stopOf({ stops }: Sending, { edgeId }: PurgeBatch): EdgeError | undefined {
  return stops.get("run") ?? stops.get(edgeId);
}

/** @param attemptsBefore requests that went out for this batch while it was part of a larger one */
async function sendBatch(sending: Sending, batch: PurgeBatch, attemptsBefore: number): Promise<void> {
  const { client, inProgress, receipts, stops } = sending;
  const { edgeId, type, targets } = batch;
  const stop = stopOf(sending, batch);
  if (stop) return put(sending, receipts.length, deferredReceipt(batch, stop));
  try {
    await makeRoom(sending, edgeId);
    const { requestIds, attempts } = await client.requestPurge(batch);
    inProgress.set(edgeId, [...(inProgress.get(edgeId) ?? []), receipts.length]);
    put(sending, receipts.length, { batch, status: "accepted", requestIds, attempts: attempts + attemptsBefore });
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    const attempts = error.attempts + attemptsBefore;
    if (error.retry === "split" && targets.length > 1) {
      const middle = Math.ceil(targets.length / 2);
      await sendBatch(sending, createBatch(edgeId, type, targets.slice(0, middle)), attempts);
      return sendBatch(sending, createBatch(edgeId, type, targets.slice(middle)), 0);
    }
    if (error.stops !== "nothing") stops.set(error.stops === "run" ? "run" : edgeId, error);
    put(sending, receipts.length, failedReceipt(batch, error, attempts));
  }
}

/**
 * Sees to it that the edge has room for one more purge. Only a look-up can tell, and each costs a request, so it is one
 * in the middle that is looked up: purges of an edge likely end in the order in which they began (a guess), and so those
 * before it have ended with it. As long as it goes on, the oldest is the likeliest to have ended. One whose end cannot be
 * looked up no longer counts. The API says no if we are wrong.
 *
 * @throws EdgeError with code `EDGE_IN_PROGRESS`
 */
async function makeRoom(sending: Sending, edgeId: number): Promise<void> {
  const { client, inProgress, receipts, waitTimeout = defaultWait } = sending;
  const purges = inProgress.get(edgeId) ?? [];
  if (purges.length < client.quota.inProgress) return;
  const places = [...new Set([Math.floor(purges.length / 2), 0])];
  for (const place of places) {
    const index = purges[place] ?? 0;
    await complete(sending, [index], waitTimeout / places.length);
    const code = receipts[index]?.error?.code;
    if (code === "EDGE_STATUS_UNKNOWN") return void purges.splice(place, 1);
    if (code !== "EDGE_STILL_RUNNING") return void purges.splice(0, place + 1);
  }
  const message = `Edge ${edgeId} has ${purges.length} purges in progress, and none of those looked at ended in time.`;
  throw new EdgeError(failureOf("EDGE_IN_PROGRESS", { message }));
}

/** Looks up how accepted batches end, and renews their receipts. */
async function complete(sending: Sending, indexes: readonly number[], timeout: number): Promise<void> {
  const ids = indexes.flatMap((index) => sending.receipts[index]?.requestIds ?? []);
  const completions = await sending.client.waitForCompletion(ids, { timeout });
  for (const index of indexes) {
    const receipt = sending.receipts[index];
    if (!receipt) continue;
    put(
      sending,
      index,
      completedReceipt(
        receipt,
        completions.filter(({ purgeId }) => receipt.requestIds.includes(purgeId)),
      ),
    );
  }
}

function put(sending: Sending, index: number, receipt: PurgeReceipt): void {
  sending.receipts[index] = receipt;
  sending.onReceipt?.(receipt);
}
