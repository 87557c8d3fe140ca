import { formOfTarget } from "../target-form.ts";
import type { Quota } from "../options/settings.ts";
import { fitsRequest, isExpressible } from "./expressible.ts";
import type { PlannedPath, PurgeTarget } from "./purge-plan.ts";
import { rankOf } from "./rank.ts";

/** Each target of these paths once, in sending order. */
export function orderTargets(purges: readonly PlannedPath[], quota: Quota): readonly PurgeTarget[] {
  const targets = new Map<string, PurgeTarget>();
  for (const { assetPath, served, reason, urls } of purges) {
    const rank = rankOf(served);
    for (const target of urls) {
      const earlier = targets.get(target);
      // Where paths share a URL, the later rank decides.
      if (!isExpressible(target, quota) || (earlier && earlier.rank >= rank)) continue;
      targets.set(target, { target, type: "URL", rank, assetPath, reason });
    }
  }
  for (const { assetPath, served, also } of purges) {
    const rank = rankOf(served);
    for (const target of also) {
      const type = formOfTarget(target);
      const earlier = targets.get(target);
      if (!type || !fitsRequest(target, quota) || (earlier && earlier.rank >= rank)) continue;
      targets.set(target, earlier ? { ...earlier, rank } : { target, type, rank, assetPath, reason: "also" });
    }
  }
  return [...targets.values()].toSorted(compareTargets);
}

/** Sending order: by rank, then by type, URLs first, then by code units. */
export function compareTargets(a: Ordered, b: Ordered): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.type !== b.type) return typeOrder[a.type] - typeOrder[b.type];
  return a.target === b.target ? 0 : a.target < b.target ? -1 : 1;
}

type Ordered = Pick<PurgeTarget, "rank" | "type" | "target">;

/** The quick ones first: a wide purge can take 40 minutes (doc). */
const typeOrder = { URL: 0, PATTERN: 1, DIRECTORY: 2, ALL: 3 };
