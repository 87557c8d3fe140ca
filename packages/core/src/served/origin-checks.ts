import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";
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
  const asked = marker === undefined ? new Set([...gated, ...newNames]) : [marker];
  return [...asked].flatMap((assetPath): readonly OriginCheck[] => {
    const file = manifest.get(assetPath);
    if (!file) return [];
    const [url, ...otherSpellings] = urlsOf(assetPath);
    const isServed: OriginCheck["isServed"] = (served, others) =>
      isFileServed([served, ...others], file.digest, (found) => digests.has(found));
    return [{ assetPath, url, otherSpellings, size: file.size, isServed }];
  });
}

/** Every path that must be on the origin before it is purged. */
export function gatedPaths(edges: readonly EdgePlan[], manifest: AssetManifest): ReadonlySet<AssetPath> {
  const assetPaths = edges.flatMap(({ purges }) => purges.map(({ assetPath }) => assetPath));
  return new Set(assetPaths.filter((assetPath) => manifest.has(assetPath)));
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
  return speaksForItself || unserved.length === 0 ? new Set(assetPaths) : gated;
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
 *
 * @param acceptedBy says of an edge which paths it accepted
 */
export function edgesThatNeedMarker(
  edges: readonly EdgePlan[],
  manifest: AssetManifest,
  acceptedBy: (edge: EdgePlan) => (assetPath: AssetPath) => boolean,
): readonly number[] {
  const isOwed = (edge: EdgePlan) => {
    const isAccepted = acceptedBy(edge);
    return edge.purges.some(({ assetPath }) => manifest.has(assetPath) && !isAccepted(assetPath));
  };
  return edges.filter(isOwed).map(({ edgeId }) => edgeId);
}
