import type { Settings } from "../options/settings.ts";
import { createGlobMatcher } from "./asset-filter.ts";
import { type AssetPath, isDocument, plainName } from "./asset-path.ts";
import type { FinishedBuild } from "./read-output.ts";

/**
 * Folders that frameworks keep for names that carry a content hash, at the root of an output or below it. Only what a
 * framework's documentation says of the folder counts, and that it writes nothing else there.
 */
const reservedFolders = [
  // SvelteKit: "contains … immutable assets", served with `immutable` by its own adapters (doc).
  "_app/immutable/",
];

/**
 * Whether a file lies where only names with a content hash do: all that can be known without a bundler. A name alone
 * tells nothing: a UUID, a number, a date and a hash look alike, and what is in doubt is mutable. A needless purge
 * costs little, a missed one leaves a stale page.
 */
function isInReservedFolder(assetPath: AssetPath): boolean {
  return reservedFolders.some((folder) => `/${assetPath}`.includes(`/${folder}`));
}

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
      : isInReservedFolder;
  return (assetPath) => {
    const plain = plainName(assetPath);
    return !isDocument(plain) && (isNamed(assetPath) || isNamed(plain));
  };
}
