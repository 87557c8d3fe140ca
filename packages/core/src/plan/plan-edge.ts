import type { EdgeSection, GoneEntry, PathRecord, RecordedMapping, SettledEntry } from "../baseline/baseline.ts";
import { createBatch } from "../client/purge-batch.ts";
import { isInsideTarget } from "../client/purge-target.ts";
import type { Quota } from "../client/quota.ts";
import type { Mapping, PurgeKind } from "../options/option-values.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { ManifestDiff, PathDiff } from "./diff.ts";
import { orderTargets } from "./order-targets.ts";
import { fitsRequest, isExpressible, packTargets } from "./pack-batches.ts";
import { pathTargets } from "./path-targets.ts";
import type { EdgePlan, PlannedPath, PurgeTarget } from "./purge-plan.ts";
import { reasonOf } from "./reason-of.ts";
import { servedPath } from "./targets-of.ts";

export interface PlanRules {
  readonly edgeId: number;
  readonly mapping: Mapping;
  readonly recordedMapping: RecordedMapping;
  /** Which differences are purged. */
  readonly purge: readonly PurgeKind[];
  /** Targets that the user wants purged with a path, verbatim. */
  readonly alsoOf: (assetPath: AssetPath) => readonly string[];
  /** What to do where nothing is known of the edge. */
  readonly onMissingBaseline: "mutable" | "all";
  readonly quota: Quota;
  /** ISO 8601, for paths that go missing. */
  readonly now: string;
}

/** Decides for each path of a diff whether it is purged, and why, or only recorded; and packs what is to be sent. */
export function planEdge(diff: ManifestDiff, section: EdgeSection | undefined, rules: PlanRules): EdgePlan {
  const isUnknown = !section || section.wholeEdgeUnsettled === true;
  const wholeEdge = isUnknown && rules.onMissingBaseline === "all";
  const { purges, records } = decide(diff, section, rules, isUnknown, wholeEdge);
  const targets = wholeEdge ? [wholeEdgeTarget] : orderTargets(purges, rules.quota);
  return {
    edgeId: rules.edgeId,
    diff,
    isUnknown,
    wholeEdge,
    mapping: rules.recordedMapping,
    coveredMappings: section?.mappings ?? [],
    purges: wholeEdge ? purges : markInexpressible(purges, targets, rules.quota),
    records,
    targets,
    batches: wholeEdge ? [createBatch(rules.edgeId, "ALL", [])] : packTargets(rules.edgeId, targets, rules.quota),
  };
}

const wholeEdgeTarget: PurgeTarget = { target: "/*", type: "ALL", rank: 0, reason: "missing-baseline" };

function decide(
  diff: ManifestDiff,
  section: EdgeSection | undefined,
  rules: PlanRules,
  isUnknown: boolean,
  wholeEdge: boolean,
) {
  const { mapping, purge } = rules;
  const byFunction = typeof mapping.aliases === "function";
  // What a function said counts until its mapping is no longer listed, though another one is current.
  const functionListed = section?.mappings.some(({ aliases }) => aliases === "function") === true;
  const isLiving = livingPaths(diff);
  const purges: PlannedPath[] = [];
  const records: PathRecord[] = diff.leftOut.map(({ assetPath }) => ({ assetPath }));
  for (const path of diff.paths) {
    const { assetPath, before, now } = path;
    const served = servedPath(assetPath, isLiving);
    const { current, all, unshared } = pathTargets(served, mapping, section?.mappings ?? [], before);
    const reason = wholeEdge ? "missing-baseline" : reasonOf(path, unshared.length > 0, { isUnknown, purge });
    const urls = reason === "mapping" ? unshared : all;
    const targets = byFunction ? current.toSorted() : functionListed ? before?.targets : undefined;
    // A file whose removal is not purged, or not everywhere, is remembered, unless it had no URL behind this edge.
    const isRemembered = (!reason || reason === "mapping") && all.length > 0;
    const after = now ? settledEntry(now, targets) : isRemembered ? goneEntry(path, rules.now) : undefined;
    const also = wholeEdge || !reason ? [] : alsoOf(assetPath, served, rules);
    // Nothing to purge is no reason to leave a path as it is: an unsettled one settles, others are recorded.
    if (reason && (wholeEdge || urls.length + also.length > 0 || before?.state === "unsettled")) {
      const owed = byFunction && { targets: all.toSorted() };
      const path = { assetPath, served, reason, currentUrls: current, urls, also, inexpressible: false };
      purges.push({ ...path, ...owed, ...(after && { after }) });
    } else {
      records.push({ assetPath, ...(after && { after }) });
    }
  }
  return { purges, records };
}

/**
 * Says whether a file is there, or was there when the edge was last consistent with us: a compressed sibling has no URL of its
 * own then.
 */
function livingPaths({ paths }: ManifestDiff): (assetPath: AssetPath) => boolean {
  const living = new Set<AssetPath>();
  for (const { assetPath, before, now } of paths) {
    if (now || before?.state === "settled" || (before?.state === "unsettled" && !before.removed)) living.add(assetPath);
  }
  return (assetPath) => living.has(assetPath);
}

function alsoOf(assetPath: AssetPath, served: AssetPath, rules: PlanRules): readonly string[] {
  const paths = served === assetPath ? [assetPath] : [assetPath, served];
  return [...new Set(paths.flatMap(rules.alsoOf))].toSorted();
}

function settledEntry(now: NonNullable<PathDiff["now"]>, targets: readonly string[] | undefined): SettledEntry {
  const { digest, size, immutable } = now;
  return { state: "settled", digest, size, immutable, ...(targets && { targets }) };
}

function goneEntry({ before }: PathDiff, since: string): GoneEntry | undefined {
  if (before?.state !== "settled") return undefined;
  const { digest, targets } = before;
  return { state: "gone", digest, since, ...(targets && { targets }) };
}

/** A URL that the API does not take must be inside a wide target of the same plan. */
function markInexpressible(
  purges: readonly PlannedPath[],
  targets: readonly PurgeTarget[],
  quota: Quota,
): readonly PlannedPath[] {
  const wide = targets.filter(({ type }) => type !== "URL");
  const isReached = (url: string) =>
    isExpressible(url, quota) || wide.some(({ target }) => isInsideTarget(url, target));
  return purges.map((path) => {
    const reached = path.urls.every(isReached) && path.also.every((target) => fitsRequest(target, quota));
    return reached ? path : { ...path, inexpressible: true };
  });
}
