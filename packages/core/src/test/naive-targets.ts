import type { Mapping } from "../options/option-values.ts";

const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
/** What RFC 3986 lets a path segment hold, and the slash between them. `*` is kept to be seen: no URL target may hold it. */
const raw = new Set(`${unreserved}!$&'()+,;=:@*/`);

/** One character after the other, byte after byte. */
function naiveEncode(path: string): string {
  let encoded = "";
  for (const character of path) {
    if (raw.has(character)) encoded += character;
    else {
      for (const byte of new TextEncoder().encode(character)) {
        encoded += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
      }
    }
  }
  return encoded;
}

/** What design.md says under "Targets", written down once more, without looking at the code: an oracle for its tests. */
export function naiveTargets(assetPath: string, { base, aliases, queries }: Mapping): Set<string> {
  const isPage = /\.html?$/i.test(assetPath);
  const root = isPage ? base.pages : base.assets;
  const found = new Set<string>();
  if (root === false) return found;
  const names = [assetPath];
  const file = assetPath.split("/").at(-1) ?? "";
  const folder = assetPath.slice(0, assetPath.length - file.length);
  if (typeof aliases === "function") names.push(...aliases(assetPath));
  else if (aliases !== "none" && assetPath !== "404.html") {
    if (file === "index.html") names.push(folder);
    if (aliases === "clean" && file === "index.html" && folder !== "") names.push(folder.slice(0, -1));
    if (aliases === "clean" && file !== "index.html" && file.endsWith(".html")) names.push(assetPath.slice(0, -5));
  }
  const urls: string[] = [];
  for (const name of names) {
    urls.push(root + naiveEncode(name.normalize("NFC")));
    if (name !== name.normalize("NFC")) urls.push(root + naiveEncode(name));
  }
  if (aliases === "clean" && assetPath === "index.html" && root !== "/") urls.push(root.slice(0, -1));
  for (const url of urls) {
    found.add(url);
    for (const query of queries) found.add(`${url}?${query}`);
  }
  return found;
}
