import { createBatch, type PurgeBatch } from "../client/purge-batch.ts";
import type { Quota } from "../client/quota.ts";
import { coverTargets } from "./order-targets.ts";
import { packTargets } from "./pack-batches.ts";
import type { EdgePlan, PurgePlan, PurgeTarget } from "./purge-plan.ts";

/**
 * The batches of several plans of one account: what goes to one edge goes out together, each target once, in the order
 * of its ranks. A wide target covers the URLs inside it, and an ALL purge whatever else its edge needs, whichever plan
 * it is of.
 */
export function mergeBatches(plans: readonly Pick<PurgePlan, "edges">[], quota: Quota): readonly PurgeBatch[] {
  const byEdge = new Map<number, EdgePlan[]>();
  for (const edge of plans.flatMap(({ edges }) => edges)) {
    byEdge.set(edge.edgeId, [...(byEdge.get(edge.edgeId) ?? []), edge]);
  }
  return [...byEdge]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([edgeId, edges]) =>
      edges.some(({ wholeEdge }) => wholeEdge)
        ? [createBatch(edgeId, "ALL", [])]
        : packTargets(edgeId, eachTargetOnce(edges), quota),
    );
}

function eachTargetOnce(edges: readonly EdgePlan[]): readonly PurgeTarget[] {
  const merged = new Map<string, PurgeTarget>();
  for (const target of edges.flatMap(({ targets }) => targets)) {
    const same = merged.get(target.target);
    // Whoever needs it last decides.
    if (!same || same.rank < target.rank) merged.set(target.target, target);
  }
  return coverTargets([...merged.values()]).targets;
}
