import type { Settings } from "../options/settings.ts";
import type { AssetPath } from "../output/asset-path.ts";
import { createGlobMatcher } from "../output/asset-filter.ts";
import { isDocument } from "../plan/is-document.ts";
import type { FinishedBuild } from "./finished-build.ts";

/**
 * Says which names carry a content hash: those that the `immutable` globs match, or without that option those that the bundler
 * named. A document never does, whoever says so: visitors come back to the same address.
 */
export function createImmutableRule(
  { immutable }: Pick<Settings, "immutable">,
  { immutableNames }: Pick<FinishedBuild, "immutableNames">,
): (assetPath: AssetPath) => boolean {
  const isNamed = immutable ? createGlobMatcher(immutable) : (assetPath: AssetPath) => immutableNames.has(assetPath);
  return (assetPath) => isNamed(assetPath) && !isDocument(assetPath);
}
