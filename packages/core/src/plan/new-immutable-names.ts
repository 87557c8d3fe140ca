import type { AssetPath } from "../output/asset-path.ts";
import type { EdgePlan } from "./purge-plan.ts";
import { servedPath } from "./served-path.ts";

/**
 * Immutable names that are new to an edge and therefore not purged there: an edge that asks for one before it is on the origin keeps the
 * answer that there is none, and no later plan has it. Sorted; compressed siblings, which have no URL of their own, are left out.
 */
export function newImmutableNames(edges: readonly Pick<EdgePlan, "diff" | "purges">[]): readonly AssetPath[] {
  const names = edges.flatMap(({ diff, purges }) => {
    const built = new Set(diff.paths.flatMap(({ assetPath, now }) => (now ? [assetPath] : [])));
    const purged = new Set(purges.map(({ assetPath }) => assetPath));
    const isSibling = (assetPath: AssetPath) => servedPath(assetPath, (path) => built.has(path)) !== assetPath;
    return diff.paths
      .filter(({ kind, now, assetPath }) => kind === "added" && now?.immutable && !purged.has(assetPath))
      .map(({ assetPath }) => assetPath)
      .filter((assetPath) => !isSibling(assetPath));
  });
  return [...new Set(names)].toSorted();
}
