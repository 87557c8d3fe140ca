import type { Settings } from "../options/settings.ts";
import { createGlobMatcher } from "./asset-filter.ts";
import { type AssetPath, isDocument, plainName } from "./asset-path.ts";
import type { FinishedBuild } from "./read-output.ts";

/**
 * Where a framework keeps only names that carry a content hash, by its documentation: all that can be known without a
 * bundler. SvelteKit's "contains … immutable assets", and its own adapters serve it with `immutable` (doc). A name
 * alone tells nothing: a UUID, a number, a date and a hash look alike, and what is in doubt is mutable. A needless
 * purge costs little, a missed one leaves a stale page.
 */
const reservedFolder = /(?:^|\/)_app\/immutable\//;

/**
 * Says which names carry a content hash: those that the `immutable` globs match, or without that option those that the
 * bundler named; without a bundler, those in a folder that is reserved for them. A compressed file is what the file
 * beside it is. A document is never immutable, whoever says so: visitors come back to the same address.
 */
export function createImmutableRule(
  { immutable }: Pick<Settings, "immutable">,
  { immutableNames }: Pick<FinishedBuild, "immutableNames">,
): (assetPath: AssetPath) => boolean {
  const isNamed = immutable
    ? createGlobMatcher(immutable)
    : immutableNames
      ? (assetPath: AssetPath) => immutableNames.has(assetPath)
      : (assetPath: AssetPath) => reservedFolder.test(assetPath);
  return (assetPath) => {
    const plain = plainName(assetPath);
    return !isDocument(plain) && (isNamed(assetPath) || isNamed(plain));
  };
}
