import { type AssetPath, plainName } from "../output/asset-path.ts";
import type { PathDiff } from "./diff.ts";
import type { EdgePlan } from "./purge-plan.ts";

type Edges = readonly Pick<EdgePlan, "diff" | "purges">[];

/**
 * Immutable names that are new to an edge and therefore not purged there: an edge that asks for one before it is on the
 * origin keeps the answer that there is none, and no later plan has it. Sorted; of a file and its compressed copies
 * only the file: the copies may not be served under their own names.
 */
export function newImmutableNames(edges: Edges): readonly AssetPath[] {
  return immutableNames(edges, ({ kind }) => kind === "added");
}

/**
 * Immutable names of a build that may not be on the origin yet: the new ones; and all of them where an earlier run
 * still owes a purge of this build's paths, since its new names were recorded and maybe never uploaded.
 */
export function unseenImmutableNames(edges: Edges): readonly AssetPath[] {
  const isOwed = ({ before, now }: PathDiff) => now !== undefined && before?.state === "unsettled";
  return edges.some(({ diff }) => diff.paths.some(isOwed))
    ? immutableNames(edges, () => true)
    : newImmutableNames(edges);
}

function immutableNames(edges: Edges, isAsked: (path: PathDiff) => boolean): readonly AssetPath[] {
  const names = edges.flatMap(({ diff, purges }) => {
    const built = new Set(diff.paths.flatMap(({ assetPath, now }) => (now ? [assetPath] : [])));
    const purged = new Set(purges.map(({ assetPath }) => assetPath));
    const isCopy = (assetPath: AssetPath) => plainName(assetPath) !== assetPath && built.has(plainName(assetPath));
    return diff.paths
      .filter((path) => path.now?.immutable && isAsked(path) && !purged.has(path.assetPath))
      .map(({ assetPath }) => assetPath)
      .filter((assetPath) => !isCopy(assetPath));
  });
  return [...new Set(names)].toSorted();
}
