import { isInsideTarget } from "../client/purge-target.ts";
import type { AssetPath } from "../output/asset-path.ts";
import { coverTargets, type OrderedTargets } from "./order-targets.ts";
import type { EdgePlan, PlannedPath, PurgePlan, PurgeTarget } from "./purge-plan.ts";

/** A plan, and the paths of it that the origin does not serve yet. */
export interface GatedPlan {
  readonly plan: PurgePlan;
  readonly missing: ReadonlySet<AssetPath>;
}

/** What of a plan may go out now. */
export interface Withheld {
  /** Its edges with those targets, and without batches: they are to be packed anew. */
  readonly edges: readonly EdgePlan[];
  /**
   * By edge: paths that cannot settle, since the origin lacks them, or lacks something that their targets reach as
   * well.
   */
  readonly waiting: ReadonlyMap<number, ReadonlySet<AssetPath>>;
}

/**
 * Takes every target out of a plan through which an edge could fetch a file that the origin does not serve yet: its old
 * bytes would be cached again. A target goes out where a path wants it that is on the origin, and where nothing that it
 * reaches is missing there.
 *
 * @param missingUrls what is missing in any of the plans that are sent together: see `urlsOfMissing`
 */
export function withhold({ plan: { edges }, missing }: GatedPlan, missingUrls: UrlsByEdge): Withheld {
  const held = edges.map((edge) => {
    const { waiting, ...sent } = withholdEdge(edge, missing, missingUrls.get(edge.edgeId) ?? new Set());
    return { waiting, edge: { ...edge, wholeEdge: edge.wholeEdge && sent.targets.length > 0, ...sent, batches: [] } };
  });
  return {
    edges: held.map(({ edge }) => edge),
    waiting: new Map(held.map(({ edge, waiting }) => [edge.edgeId, waiting])),
  };
}

type UrlsByEdge = ReadonlyMap<number, ReadonlySet<string>>;

/** By edge: every URL through which it could fetch a file that the origin lacks. */
export function urlsOfMissing(plans: readonly GatedPlan[]): UrlsByEdge {
  const byEdge = new Map<number, Set<string>>();
  for (const { plan, missing } of plans) {
    for (const { edgeId, purges } of plan.edges) {
      const urls = byEdge.get(edgeId) ?? new Set();
      byEdge.set(edgeId, urls);
      for (const path of purges.filter(mustWait(missing))) for (const url of path.urls) urls.add(url);
    }
  }
  return byEdge;
}

/**
 * Which paths wait for the origin: those that it lacks, and with them those that were removed. As long as the upload is
 * not through, the origin may still serve a removed file, and a purge would bring it back for good.
 */
function mustWait(missing: ReadonlySet<AssetPath>): (path: PlannedPath) => boolean {
  return ({ assetPath, after }) => missing.has(assetPath) || (missing.size > 0 && after?.state !== "settled");
}

function withholdEdge(
  { wholeEdge, purges, targets, covered }: EdgePlan,
  missing: ReadonlySet<AssetPath>,
  missingUrls: ReadonlySet<string>,
): OrderedTargets & { readonly waiting: ReadonlySet<AssetPath> } {
  const isMissing = mustWait(missing);
  if (missingUrls.size === 0 && !purges.some(isMissing)) return { targets, covered, waiting: new Set() };
  // One request purges everything, so everything must be there.
  if (wholeEdge) return { targets: [], covered: [], waiting: new Set(purges.map(({ assetPath }) => assetPath)) };

  const reachesMissing = ({ target, type }: PurgeTarget) =>
    type === "URL" ? missingUrls.has(target) : [...missingUrls].some((url) => isInsideTarget(url, target));
  const wanted = new Set(purges.filter((path) => !isMissing(path)).flatMap(({ urls, also }) => [...urls, ...also]));
  // Where a wide target is held back, the URLs that it would have covered go out themselves.
  const all = [...targets, ...covered];
  const sent = all.filter((target) => wanted.has(target.target) && !reachesMissing(target));

  const held = new Set(all.map(({ target }) => target));
  for (const { target } of sent) held.delete(target);
  const waits = (path: PlannedPath) =>
    isMissing(path) || [...path.urls, ...path.also].some((target) => held.has(target));
  return { ...coverTargets(sent), waiting: new Set(purges.filter(waits).map(({ assetPath }) => assetPath)) };
}
