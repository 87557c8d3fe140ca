import type { PathPurge } from "../baseline/baseline.ts";
import { unknownDigest } from "../output/manifest.ts";
import type { PurgePlan } from "./purge-plan.ts";

/**
 * A plan whose build was overtaken by another one. What it purges is fresh at the edge afterwards, but nobody can tell
 * with which of the two builds, so no digest is remembered: whatever is built next counts as a change there.
 */
export function overtakenPlan(plan: PurgePlan): PurgePlan {
  return { ...plan, edges: plan.edges.map((edge) => ({ ...edge, purges: edge.purges.map(forgetDigest) })) };
}

function forgetDigest<Purge extends PathPurge>(purge: Purge): Purge {
  const { size = 0, immutable = false } = purge.after?.state === "settled" ? purge.after : {};
  const targets = purge.after?.targets;
  return { ...purge, after: { state: "settled", digest: unknownDigest, size, immutable, ...(targets && { targets }) } };
}
