import type { PathPurge, PathRecord, RecordedMapping } from "../baseline/baseline.ts";
import type { PurgeBatch, PurgeType } from "../client/purge-batch.ts";
import { purgeKinds } from "../options/option-values.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { ManifestDiff } from "./diff.ts";
import type { LeftOutEdge } from "./left-out-edges.ts";
import type { Rank } from "./rank.ts";

export const purgeReasons = [...purgeKinds, "unsettled", "mapping", "missing-baseline", "also"] as const;
export type PurgeReason = (typeof purgeReasons)[number];

/** One entry of a request's `purgeTarget`, with why it is sent. */
export interface PurgeTarget {
  readonly target: string;
  readonly type: PurgeType;
  readonly rank: Rank;
  /** The first of the paths that want it purged; absent for an ALL purge. */
  readonly assetPath?: AssetPath;
  readonly reason: PurgeReason;
}

/** A path to purge, with everything that must be accepted before it settles. */
export interface PlannedPath extends PathPurge {
  readonly reason: PurgeReason;
  /** The URLs of its own name under the mapping of this build, without aliases and queries: one for each spelling. */
  readonly ownUrls: readonly string[];
  /** All its URLs under that mapping. */
  readonly currentUrls: readonly string[];
  /**
   * Its URLs, as far as they may be stale. One that the API does not take as a target can only be covered by a wide
   * one.
   */
  readonly urls: readonly string[];
  /** Targets that the option `also` adds. */
  readonly also: readonly string[];
  /** One of its URLs is neither a target nor inside a wide one, so the path cannot settle. */
  readonly inexpressible: boolean;
}

/** What one edge needs. */
export interface EdgePlan {
  readonly edgeId: number;
  readonly diff: ManifestDiff;
  /** Nothing was known of the edge: it had no baseline. */
  readonly isUnknown: boolean;
  /** The whole edge is purged by one ALL request, because nothing is known of it. */
  readonly wholeEdge: boolean;
  readonly mapping: RecordedMapping;
  /** The mappings whose URLs the plan covers. */
  readonly coveredMappings: readonly RecordedMapping[];
  readonly purges: readonly PlannedPath[];
  readonly records: readonly PathRecord[];
  /** In sending order. */
  readonly targets: readonly PurgeTarget[];
  /** URLs that a wide target among them covers: they are sent only where that is not. */
  readonly covered: readonly PurgeTarget[];
  readonly batches: readonly PurgeBatch[];
}

/** Batches in order, and why each target is in one. */
export interface PurgePlan {
  readonly edges: readonly EdgePlan[];
  /** Edges that the baseline knows and that this plan is not for; absent where there are none. */
  readonly leftOut?: readonly LeftOutEdge[];
  /** Of all edges, in sending order. */
  readonly batches: readonly PurgeBatch[];
  readonly estimate: Estimate;
}

export interface Estimate {
  readonly requests: number;
  /** Whole seconds that the quota alone makes the requests wait. */
  readonly seconds: number;
}
