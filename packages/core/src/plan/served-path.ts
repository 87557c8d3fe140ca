import type { AssetPath } from "../output/asset-path.ts";
import { plainName } from "../plain-name.ts";

/**
 * The asset path under whose URL a file is served: its own, or, for a compressed sibling, that of the file beside it.
 * `exists` says whether a path is in the manifest or the baseline.
 */
export function servedPath(assetPath: AssetPath, exists: (assetPath: AssetPath) => boolean): AssetPath {
  const plain = plainName(assetPath);
  return exists(plain) ? plain : assetPath;
}
