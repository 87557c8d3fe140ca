import type { Settings } from "../options/settings.ts";
import { createGlobMatcher } from "./asset-filter.ts";
import { type AssetPath, isDocument, plainName } from "./asset-path.ts";
import type { FinishedBuild } from "./read-output.ts";

/** Everything that SvelteKit writes there carries a hash (doc). */
const immutableFolder = /(?:^|\/)_app\/immutable\//;
const document = /\.html?$/i;

/**
 * Whether a name carries a content hash for certain, as far as a name can tell: for builds without a bundler that knows. Most
 * tools' hashes look like words or product names (`BkQvZaRt`, `iPhone15`), so only hexadecimal ones count, of eight digits or
 * more, in which letters and digits alternate at least three times (in a date such as `2024feb1` they do not). Whatever is in
 * doubt is taken for mutable: a needless purge costs little, a missed one leaves a stale page. The option `immutable` says more.
 */
export function looksImmutable(assetPath: AssetPath): boolean {
  const name = plainName(assetPath.split("/").at(-1) ?? "");
  if (document.test(name)) return false;
  return immutableFolder.test(assetPath) || name.split(/[.\-_~]/).some(isHash);
}

function isHash(part: string): boolean {
  if (!/^[0-9a-f]{8,}$/.test(part)) return false;
  const alternations = part.match(/[0-9](?=[a-f])|[a-f](?=[0-9])/g)?.length ?? 0;
  return alternations >= 3;
}

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
