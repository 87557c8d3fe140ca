import type { EdgeSection } from "../baseline/baseline.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";

/** Fewer missing files than this are an ordinary edit, even where they were most of a small site. */
const leastGone = 20;

/**
 * Why an output looks like a build that went wrong, in words, or `undefined` where it does not: it has no files, or
 * fewer than half of the baseline's living ones with at least twenty gone.
 */
export function findShrinkage(
  manifest: AssetManifest,
  sections: Iterable<EdgeSection>,
  counts: (assetPath: AssetPath) => boolean,
): string | undefined {
  if (manifest.size === 0) return "The output directory has no files.";
  for (const section of sections) {
    let living = 0;
    let gone = 0;
    for (const [assetPath, entry] of section.paths) {
      if (entry.state === "gone" || (entry.state === "unsettled" && entry.removed)) continue;
      const isBuilt = manifest.has(assetPath);
      if (!isBuilt && !counts(assetPath)) continue;
      living++;
      if (!isBuilt) gone++;
    }
    if (gone >= leastGone && manifest.size < living / 2) {
      return `The build wrote ${manifest.size} files where the baseline has ${living}; ${gone} of those are gone.`;
    }
  }
  return undefined;
}
