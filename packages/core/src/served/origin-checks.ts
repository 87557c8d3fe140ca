import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest, Digest, ManifestEntry } from "../output/manifest.ts";
import type { EdgePlan } from "../plan/purge-plan.ts";
import { isFileServed, type ServedCheck } from "./poll-served.ts";

/** A path that the origin must serve before its purge may go out. */
export interface OriginCheck extends ServedCheck {
  readonly assetPath: AssetPath;
}

export interface OriginQuestion {
  readonly edges: readonly EdgePlan[];
  readonly manifest: AssetManifest;
  /** Immutable names that may not be on the origin yet. They are not purged themselves. */
  readonly newNames: readonly AssetPath[];
  /** Where the origin serves an asset path, in each spelling of it. */
  readonly urlsOf: (assetPath: AssetPath) => readonly [string, ...string[]];
  /** The one file whose digest is enough, where the host transforms bytes. */
  readonly marker?: AssetPath | undefined;
}

/**
 * What to ask the origin: each path to purge that is in the build, and each new immutable name, or the marker alone.
 * Removed paths are not asked for.
 */
export function originChecks({ edges, manifest, newNames, urlsOf, marker }: OriginQuestion): readonly OriginCheck[] {
  const gated = gatedPaths(edges, manifest);
  if (gated.size === 0) return [];
  const digests = new Set([...manifest.values()].map(({ digest }) => digest));
  const check = (assetPath: AssetPath, { digest, size }: ManifestEntry): OriginCheck => {
    const [url, ...otherSpellings] = urlsOf(assetPath);
    const isServed: OriginCheck["isServed"] = (served, others) =>
      isFileServed([served, ...others], digest, (found) => digests.has(found));
    return { assetPath, url, otherSpellings, size, isServed };
  };
  if (marker === undefined) {
    return [...new Set([...gated.keys(), ...newNames])].flatMap((assetPath) => {
      const entry = manifest.get(assetPath);
      return entry ? [check(assetPath, entry)] : [];
    });
  }
  const entry = manifest.get(marker);
  return entry ? [check(marker, entry)] : [];
}

/** Every path that must be on the origin before it is purged, with the digest that it must have there. */
export function gatedPaths(edges: readonly EdgePlan[], manifest: AssetManifest): ReadonlyMap<AssetPath, Digest> {
  const gated = new Map<AssetPath, Digest>();
  for (const { assetPath } of edges.flatMap(({ purges }) => purges)) {
    const entry = manifest.get(assetPath);
    if (entry) gated.set(assetPath, entry.digest);
  }
  return gated;
}

/**
 * What of the paths to purge must wait, by what the origin did not serve. The marker speaks for all of them. So does a
 * new immutable name: pages that are out before it make edges ask for it, and keep the answer that there is none.
 */
export function waitingPaths(
  unserved: readonly Pick<OriginCheck, "assetPath">[],
  { edges, manifest, marker }: Pick<OriginQuestion, "edges" | "manifest" | "marker">,
): ReadonlySet<AssetPath> {
  const gated = gatedPaths(edges, manifest);
  const assetPaths = unserved.map(({ assetPath }) => assetPath);
  const speaksForItself = marker === undefined && assetPaths.every((assetPath) => gated.has(assetPath));
  return new Set(speaksForItself || unserved.length === 0 ? assetPaths : gated.keys());
}

/**
 * Whether the marker can tell this build from the one before. It can where it is to be purged itself: it differs from
 * what each edge is consistent with, or is left over from a run that did not get through.
 */
export function markerTells(edges: readonly EdgePlan[], manifest: AssetManifest, marker: AssetPath): boolean {
  return edges.every(
    ({ purges }) =>
      !purges.some(({ assetPath }) => manifest.has(assetPath)) || purges.some(({ assetPath }) => assetPath === marker),
  );
}

/**
 * Edges at which the marker must stay unsettled: once it is settled it tells nothing, and there is still something to
 * wait for.
 */
export function edgesThatNeedMarker(
  edges: readonly EdgePlan[],
  manifest: AssetManifest,
  isAccepted: (edge: EdgePlan, assetPath: AssetPath) => boolean,
): readonly number[] {
  const isOwed = (edge: EdgePlan) =>
    edge.purges.some(({ assetPath }) => manifest.has(assetPath) && !isAccepted(edge, assetPath));
  return edges.filter(isOwed).map(({ edgeId }) => edgeId);
}
