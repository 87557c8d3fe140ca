import { formOfTarget, isInsideTarget } from "../client/purge-target.ts";
import type { Quota } from "../client/quota.ts";
import { isText } from "../output/disk-name.ts";
import { fitsRequest, isExpressible } from "./pack-batches.ts";
import type { PlannedPath, PurgeTarget } from "./purge-plan.ts";
import { rankOf } from "./rank.ts";

export interface OrderedTargets {
  /** What is sent, in order. */
  readonly targets: readonly PurgeTarget[];
  /** URLs inside a wide target of these: they are sent only where that is not. */
  readonly covered: readonly PurgeTarget[];
}

/** Each target of these paths once, in sending order, but for those that a wide target covers. */
export function orderTargets(purges: readonly PlannedPath[], quota: Quota): OrderedTargets {
  const targets = new Map<string, PurgeTarget>();
  for (const { assetPath, reason, urls } of purges) {
    // The API takes text, so (a guess) no name that is none.
    if (!isText(assetPath)) continue;
    const rank = rankOf(assetPath);
    for (const target of urls) {
      const earlier = targets.get(target);
      // Where paths share a URL, the later rank decides.
      if (!isExpressible(target, quota) || (earlier && earlier.rank >= rank)) continue;
      targets.set(target, { target, type: "URL", rank, assetPath, reason });
    }
  }
  for (const { assetPath, also } of purges) {
    if (also.length === 0) continue;
    const rank = rankOf(assetPath);
    for (const target of also) {
      const type = formOfTarget(target);
      const earlier = targets.get(target);
      if (!type || !fitsRequest(target, quota) || (earlier && earlier.rank >= rank)) continue;
      targets.set(target, earlier ? { ...earlier, rank } : { target, type, rank, assetPath, reason: "also" });
    }
  }
  return coverTargets([...targets.values()]);
}

/**
 * Takes out of targets the URLs that a wide one among them reaches. It is sent no earlier than any of them would be:
 * what needs it last decides, as where paths share a URL.
 */
export function coverTargets(all: readonly PurgeTarget[]): OrderedTargets {
  const wide = new Map(all.filter(({ type }) => type !== "URL").map((target) => [target.target, target]));
  if (wide.size === 0) return { targets: all.toSorted(compareTargets), covered: [] };
  const sent: PurgeTarget[] = [];
  const covered: PurgeTarget[] = [];
  for (const target of all) {
    if (target.type !== "URL") continue;
    const cover = lastThatReaches(target.target, [...wide.values()]);
    if (!cover) sent.push(target);
    else {
      covered.push(target);
      if (cover.rank < target.rank) wide.set(cover.target, { ...cover, rank: target.rank });
    }
  }
  return { targets: [...sent, ...wide.values()].toSorted(compareTargets), covered: covered.toSorted(compareTargets) };
}

function lastThatReaches(url: string, wide: readonly PurgeTarget[]): PurgeTarget | undefined {
  return wide
    .filter(({ type, target }) => type === "ALL" || isInsideTarget(url, target))
    .reduce<PurgeTarget | undefined>((last, one) => (last && last.rank >= one.rank ? last : one), undefined);
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
