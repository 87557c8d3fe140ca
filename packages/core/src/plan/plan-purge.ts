import type { Quota } from "../options/settings.ts";
import type { EdgePlan, Estimate, PurgePlan } from "./purge-plan.ts";

/** The plans of all edges as one: an edge after the other, each in the order of its ranks. */
export function planPurge(edges: readonly EdgePlan[], quota: Pick<Quota, "requestsPerMinute">): PurgePlan {
  const batches = edges.flatMap((edge) => edge.batches);
  return { edges, batches, estimate: estimate(batches.length, quota) };
}

/** What so many requests cost under the quota. */
export function estimate(requests: number, { requestsPerMinute }: Pick<Quota, "requestsPerMinute">): Estimate {
  const waits = Math.max(0, Math.ceil(requests / requestsPerMinute) - 1);
  return { requests, seconds: waits * 60 };
}
