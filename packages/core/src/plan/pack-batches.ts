import { createBatch, type PurgeBatch, type PurgeType } from "../client/purge-batch.ts";
import type { Quota } from "../client/quota.ts";
import type { PurgeTarget } from "./purge-plan.ts";

/** The quotas that one request must respect. */
export type PackingQuota = Pick<Quota, "targetsPerRequest" | "requestLength" | "bodyBytes">;

/**
 * Fills requests greedily with targets in the order given, which makes the fewest requests for that order. Every target
 * is within `targetLength` and ASCII, so characters are bytes; the quotes and commas of the body count into `bodyBytes`
 * only.
 */
export function packBatches(
  edgeId: number,
  type: PurgeType,
  targets: readonly string[],
  quota: PackingQuota,
): PurgeBatch[] {
  const emptyBody = JSON.stringify({ edgeId, purgeType: type, purgeTarget: [] }).length;
  const batches: PurgeBatch[] = [];
  let batch: string[] = [];
  let length = 0;
  let bytes = emptyBody;
  for (const target of targets) {
    const quoted = JSON.stringify(target).length;
    const fits =
      batch.length < quota.targetsPerRequest &&
      length + target.length <= quota.requestLength &&
      bytes + quoted + comma <= quota.bodyBytes;
    if (!fits && batch.length > 0) {
      batches.push(createBatch(edgeId, type, batch));
      batch = [];
      length = 0;
      bytes = emptyBody;
    }
    bytes += batch.length === 0 ? quoted : quoted + comma;
    length += target.length;
    batch.push(target);
  }
  if (batch.length > 0) batches.push(createBatch(edgeId, type, batch));
  return batches;
}

/** Between two targets in the body. */
const comma = 1;

/** Packs targets of several types: what is of one type and stands together goes out together. */
export function packTargets(edgeId: number, targets: readonly PurgeTarget[], quota: PackingQuota): PurgeBatch[] {
  const batches: PurgeBatch[] = [];
  for (let start = 0, end = 0; start < targets.length; start = end) {
    const type = targets[start]?.type ?? "URL";
    while (targets[end]?.type === type) end++;
    const same = targets.slice(start, end).map(({ target }) => target);
    batches.push(...packBatches(edgeId, type, same, quota));
  }
  return batches;
}

/** Room that a body needs around its targets: the field names, a long edge id, quotes and commas. */
const bodyOverhead = 100;

/** Whether the API takes this as a URL target: no wildcard in it, and short enough. */
export function isExpressible(url: string, quota: Quota): boolean {
  return !url.includes("*") && fitsRequest(url, quota);
}

/** Whether a target is not longer than any one request may carry. */
export function fitsRequest(target: string, { targetLength, requestLength, bodyBytes }: Quota): boolean {
  return target.length <= Math.min(targetLength, requestLength, bodyBytes - bodyOverhead);
}
