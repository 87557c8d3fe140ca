import type { AssetPath } from "../output/asset-path.ts";
import type { PathKind } from "./diff.ts";
import type { EdgePlan, Estimate, PurgePlan, PurgeTarget } from "./purge-plan.ts";

/** A target as reports and people read it: the order says what the rank was for. An ALL purge has the target `/*`. */
export type PlannedTarget = Omit<TargetOfEdges, "rank">;

/** A plan of several edges as people read it: each path and each target once. */
export interface PlanSummary {
  readonly counts: Readonly<Record<PathKind, number>>;
  readonly targets: readonly PlannedTarget[];
  readonly estimate: Estimate;
}

export function summarizePlan({ edges, estimate }: PurgePlan): PlanSummary {
  return { counts: countKinds(edges), targets: reportedTargets(mergeTargets(edges)), estimate };
}

/** Targets as a report has them. */
export function reportedTargets(targets: readonly TargetOfEdges[]): readonly PlannedTarget[] {
  return targets.map(({ target, type, edgeIds, assetPath, reason }) => ({
    target,
    type,
    edgeIds,
    ...(assetPath !== undefined && { assetPath }),
    reason,
  }));
}

/** Several plans as one, but for the estimate: what they are sent in is decided elsewhere. */
export function addSummaries(summaries: readonly PlanSummary[]): Omit<PlanSummary, "estimate"> {
  const sum = (kind: PathKind) => summaries.reduce((total, { counts }) => total + counts[kind], 0);
  return {
    counts: { added: sum("added"), changed: sum("changed"), removed: sum("removed"), unchanged: sum("unchanged") },
    targets: summaries.flatMap(({ targets }) => targets),
  };
}

function countKinds(edges: readonly EdgePlan[]): Record<PathKind, number> {
  const kinds: Record<PathKind, Set<AssetPath>> = {
    added: new Set(),
    changed: new Set(),
    removed: new Set(),
    unchanged: new Set(),
  };
  for (const { diff } of edges) for (const { kind, assetPath } of diff.paths) kinds[kind].add(assetPath);
  const { added, changed, removed, unchanged } = kinds;
  for (const other of [added, changed, removed]) for (const assetPath of other) unchanged.delete(assetPath);
  return { added: added.size, changed: changed.size, removed: removed.size, unchanged: unchanged.size };
}

/** A target with the edges that need it. */
export interface TargetOfEdges extends PurgeTarget {
  readonly edgeIds: readonly number[];
}

/** The same target for the same reason on several edges is one line. */
export function mergeTargets(edges: readonly EdgePlan[]): readonly TargetOfEdges[] {
  const [first, ...others] = edges;
  if (!first) return [];
  // An edge has each target once.
  const ofFirst = withEdges(first.targets, [first.edgeId]);
  if (others.length === 0) return ofFirst;
  const merged = new Map(ofFirst.map((target) => [keyOf(target), target]));
  for (const { edgeId, targets } of others) {
    for (const target of withEdges(targets, [edgeId])) {
      const key = keyOf(target);
      const same = merged.get(key);
      merged.set(key, same ? { ...same, edgeIds: [...same.edgeIds, edgeId] } : target);
    }
  }
  return [...merged.values()];
}

function withEdges(targets: readonly PurgeTarget[], edgeIds: readonly number[]): readonly TargetOfEdges[] {
  return targets.map((target) => ({ ...target, edgeIds }));
}

function keyOf({ type, target, rank, reason, assetPath }: PurgeTarget): string {
  return `${type} ${rank} ${reason} ${target} ${assetPath}`;
}
