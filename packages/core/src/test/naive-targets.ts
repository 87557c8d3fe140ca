import { isList, type Mapping } from "../options/option-values.ts";

const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
/**
 * What RFC 3986 lets a path segment hold, and the slash between them. `*` is kept to be seen: no URL target may hold
 * it.
 */
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

/**
 * Characters that some browser leaves in a path as they are, though RFC 3986 wants them encoded: more and more, browser
 * by browser.
 */
const leftRaw = ["[]", "[]|", "[]|^"];

/** A URL, and how browsers ask for it. */
function naiveSpellings(url: string): string[] {
  const [path = "", ...query] = url.split("?");
  const spellings = leftRaw.map((characters) => {
    let spelled = path;
    for (const character of characters) spelled = spelled.split(encodeURIComponent(character)).join(character);
    return [spelled, ...query].join("?");
  });
  return [url, ...spellings];
}

/** Queries of the tests that are written in another form than they are asked for in. */
const queryForms: Readonly<Record<string, readonly string[]>> = {
  "f[a]=b|c^'": ["f%5Ba%5D=b%7Cc%5E'", "f[a]=b|c^%27"],
};

/**
 * What design.md says under "Targets", written down once more, without looking at the code: an oracle for its tests.
 */
export function naiveTargets(assetPath: string, mapping: Mapping): Set<string> {
  const plain = [".br", ".gz", ".zst"].find(
    (end) => assetPath.endsWith(end) && !/(^|\/)$/.test(assetPath.slice(0, -end.length)),
  );
  const uncompressed = plain === undefined ? assetPath : assetPath.slice(0, -plain.length);
  const isPage = /\.html?$/i.test(uncompressed);
  return new Set([assetPath, uncompressed].flatMap((name) => [...targetsOfName(name, isPage, mapping)]));
}

function targetsOfName(name: string, isPage: boolean, { base, aliases, queries }: Mapping): Set<string> {
  const root = isPage ? base.pages : base.assets;
  const found = new Set<string>();
  if (root === false) return found;
  // The tests' only glob is that of every file; else they name one.
  const isMeant = (glob: string) => glob.includes("*") || glob === name;
  const given = isList(queries)
    ? queries
    : Object.entries(queries).flatMap(([glob, its]) => (isMeant(glob) ? its : []));
  const names = [name];
  const file = name.split("/").at(-1) ?? "";
  const folder = name.slice(0, name.length - file.length);
  if (typeof aliases === "function") names.push(...aliases(name));
  else if (aliases !== "none" && name !== "404.html") {
    if (file === "index.html") names.push(folder);
    if (aliases === "clean" && file === "index.html" && folder !== "") names.push(folder.slice(0, -1));
    if (aliases === "clean" && file !== "index.html" && file.endsWith(".html")) names.push(name.slice(0, -5));
  }
  const urls: string[] = [];
  for (const one of names) {
    urls.push(root + naiveEncode(one.normalize("NFC")));
    if (one !== one.normalize("NFC")) urls.push(root + naiveEncode(one));
  }
  if (aliases === "clean" && name === "index.html" && root !== "/") urls.push(root.slice(0, -1));
  for (const url of urls.flatMap(naiveSpellings)) {
    found.add(url);
    for (const query of given) for (const form of queryForms[query] ?? [query]) found.add(`${url}?${form}`);
  }
  return found;
}
