import type { PurgeKind } from "../options/option-values.ts";
import type { PathDiff } from "./diff.ts";
import type { PurgeReason } from "./purge-plan.ts";

export interface EdgeState {
  /** Nothing is known of the edge: it has no baseline. */
  readonly isUnknown: boolean;
  /** Which differences are purged. */
  readonly purge: readonly PurgeKind[];
}

/**
 * Why a path is purged, or `undefined` where recording it is enough.
 *
 * @param hasUnsharedTargets asked only where that decides
 */
export function reasonOf(
  { kind, before, now }: PathDiff,
  hasUnsharedTargets: () => boolean,
  { isUnknown, purge }: EdgeState,
): PurgeReason | undefined {
  if (before?.state === "unsettled") return "unsettled";
  const isImmutable = now ? now.immutable : before?.state === "settled" && before.immutable;
  // A name that carries its content cannot be stale where it is new, and nobody asks for it once it is gone. Changed
  // bytes under such a name are what must not happen, and purged.
  if (isImmutable && kind !== "changed") return undefined;
  if (isUnknown) return "missing-baseline";
  if (kind !== "unchanged" && purge.includes(kind)) return kind;
  // Under a mapping that is new to the edge, a path may be stale whether its difference is purged or not.
  return !isImmutable && hasUnsharedTargets() ? "mapping" : undefined;
}
