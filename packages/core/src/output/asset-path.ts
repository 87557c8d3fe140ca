/** A file's path inside the output directory: posix separators, relative, exactly as the disk spells it. */
export type AssetPath = string;

/** Whether a file is an HTML document: a page of the site. */
export function isDocument(assetPath: AssetPath): boolean {
  return /\.html?$/i.test(assetPath);
}

/** The name of the file that a compressed sibling (`app.js.br`) stands beside; any other name as it is. */
export function plainName(name: string): string {
  return name.replace(/(?<=.)\.(?:br|gz|zst)$/s, "");
}
