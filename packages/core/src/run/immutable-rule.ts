import { looksImmutable } from "../manifest/looks-immutable.ts";
import type { Settings } from "../options/settings.ts";
import { createGlobMatcher } from "../output/asset-filter.ts";
import type { AssetPath } from "../output/asset-path.ts";
import { plainName } from "../plain-name.ts";
import { isDocument } from "../plan/is-document.ts";
import type { FinishedBuild } from "./finished-build.ts";

/**
 * Says which names carry a content hash: those that the `immutable` globs match, or without that option those that the bundler
 * named; without a bundler, those that cannot be mistaken. A compressed file is what the file beside it is. A document is never
 * immutable, whoever says so: visitors come back to the same address.
 */
export function createImmutableRule(
  { immutable }: Pick<Settings, "immutable">,
  { immutableNames }: Pick<FinishedBuild, "immutableNames">,
): (assetPath: AssetPath) => boolean {
  const isNamed = immutable
    ? createGlobMatcher(immutable)
    : immutableNames
      ? (assetPath: AssetPath) => immutableNames.has(assetPath)
      : looksImmutable;
  return (assetPath) => {
    const plain = plainName(assetPath);
    return !isDocument(plain) && (isNamed(assetPath) || isNamed(plain));
  };
}
