import type { AssetPath } from "../output/asset-path.ts";

const encodings = [".br", ".gz", ".zst"];

/**
 * The asset path under whose URL a file is served: its own, or, for a compressed sibling, that of the file beside it.
 * `exists` says whether a path is in the manifest or the baseline.
 */
export function servedPath(assetPath: AssetPath, exists: (assetPath: AssetPath) => boolean): AssetPath {
  for (const encoding of encodings) {
    const plain = assetPath.slice(0, -encoding.length);
    if (plain !== "" && assetPath.endsWith(encoding) && exists(plain)) return plain;
  }
  return assetPath;
}
