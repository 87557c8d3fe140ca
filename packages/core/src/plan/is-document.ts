import type { AssetPath } from "../output/asset-path.ts";

/** Whether a file is an HTML document: a page of the site. */
export function isDocument(assetPath: AssetPath): boolean {
  return /\.html?$/i.test(assetPath);
}
