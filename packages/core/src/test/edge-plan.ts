import type { PathDiff } from "../plan/diff.ts";
import type { EdgePlan, PlannedPath, PurgeTarget } from "../plan/purge-plan.ts";

/** A digest to tell apart by eye: `a` repeated. */
export function fakeDigest(character: string): string {
  return character.repeat(64);
}

/** A path to purge at `/<path>`: changed, unless said otherwise. Without a `digest` it was removed. */
export function plannedPath(assetPath: string, digest?: string, more: Partial<PlannedPath> = {}): PlannedPath {
  return {
    assetPath,
    reason: digest === undefined ? "removed" : "changed",
    ownUrls: [`/${assetPath}`],
    currentUrls: more.urls ?? [`/${assetPath}`],
    urls: [`/${assetPath}`],
    also: [],
    inexpressible: false,
    ...(digest !== undefined && { after: { state: "settled", digest, size: 1, immutable: false } }),
    ...more,
  };
}

/** The plan of one edge for these paths, with one target for each URL and no batches. */
export function edgePlan(purges: readonly PlannedPath[], more: Partial<EdgePlan> = {}): EdgePlan {
  const target = (path: PlannedPath, target: string): PurgeTarget => ({
    target,
    type: target.endsWith("/*") ? "DIRECTORY" : "URL",
    rank: 0,
    assetPath: path.assetPath,
    reason: path.reason,
  });
  const targets = purges.flatMap((path) => [...path.urls, ...path.also].map((url) => target(path, url)));
  return {
    edgeId: 1,
    diff: { paths: purges.map(pathDiff), leftOut: [] },
    isUnknown: false,
    wholeEdge: false,
    mapping: { base: { assets: "/", pages: "/" }, aliases: "directory", queries: [] },
    coveredMappings: [],
    purges,
    records: [],
    targets: [...new Map(targets.map((target) => [target.target, target])).values()],
    covered: [],
    batches: [],
    ...more,
  };
}

function pathDiff({ assetPath, reason, after }: PlannedPath): PathDiff {
  const kind = reason === "removed" || reason === "added" ? reason : reason === "mapping" ? "unchanged" : "changed";
  const unsettled = reason === "unsettled" && { before: { state: "unsettled", mark: "earlier" } as const };
  const now = after?.state === "settled" && { digest: after.digest, size: after.size, immutable: after.immutable };
  return { assetPath, kind, ...unsettled, ...(now && { now }) };
}
