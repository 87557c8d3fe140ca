import type { AssetPath } from "../output/asset-path.ts";
import type { EdgeSection, GoneEntry } from "./baseline.ts";

/**
 * Gone entries are kept as long as there are not more of them than of the living.
 *
 * @returns the very paths given where none has to go
 */
export function dropOldestGone(paths: EdgeSection["paths"]): EdgeSection["paths"] {
  const gone = [...paths].filter((pair): pair is [AssetPath, GoneEntry] => pair[1].state === "gone");
  const tooMany = 2 * gone.length - paths.size;
  if (tooMany <= 0) return paths;
  const oldestFirst = gone.toSorted(([a, { since: x }], [b, { since: y }]) =>
    x === y ? (a < b ? -1 : 1) : x < y ? -1 : 1,
  );
  const dropped = new Set(oldestFirst.slice(0, tooMany).map(([assetPath]) => assetPath));
  return new Map([...paths].filter(([assetPath]) => !dropped.has(assetPath)));
}
