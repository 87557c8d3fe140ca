import type { PurgeType } from "../client/purge-batch.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { PathKind } from "./diff.ts";
import type { EdgePlan, Estimate, PurgePlan, PurgeReason, PurgeTarget } from "./purge-plan.ts";

/** A target as reports and people read it: the order says what the rank was for. An ALL purge has the target `/*`. */
export interface PlannedTarget {
  readonly target: string;
  readonly type: PurgeType;
  readonly edgeIds: readonly number[];
  readonly assetPath?: AssetPath;
  readonly reason: PurgeReason;
}

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
  return targets.map(({ rank: _, ...target }) => target);
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
  const merged = new Map<string, TargetOfEdges>();
  for (const { edgeId, targets } of edges) {
    for (const target of targets) {
      const key = JSON.stringify([target.type, target.target, target.rank, target.reason, target.assetPath]);
      merged.set(key, { ...target, edgeIds: [...(merged.get(key)?.edgeIds ?? []), edgeId] });
    }
  }
  return [...merged.values()];
}
