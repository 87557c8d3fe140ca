import type { AssetPath } from "../output/asset-path.ts";
import { createGlobMatcher } from "../output/asset-filter.ts";

/** Says which further targets are purged with a path: those of every `also` glob that matches it. */
export function createAlsoRule(also: Readonly<Record<string, readonly string[]>>): (assetPath: AssetPath) => string[] {
  const rules = Object.entries(also).map(([glob, targets]) => ({ matches: createGlobMatcher([glob]), targets }));
  return (assetPath) => rules.flatMap(({ matches, targets }) => (matches(assetPath) ? targets : []));
}
