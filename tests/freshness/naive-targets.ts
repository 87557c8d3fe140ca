import type { Mapping } from "@global-edge-purge/core/options";

/** What RFC 3986 lets a path segment hold as it is, but for `*`, which no URL target may hold; and the slash. */
const raw = new Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()+,;=:@/");

export type Files = Readonly<Record<string, string>>;

/** A path as it stands in a URL, one character after the other. */
function encode(path: string): string {
  let encoded = "";
  for (const character of path) {
    const bytes = raw.has(character) ? [] : new TextEncoder().encode(character);
    if (bytes.length === 0) encoded += character;
    for (const byte of bytes) encoded += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}

/** The URL under each spelling of a path: in NFC, and as it is; and each of them as browsers ask for it. */
function spell(base: string, path: string): string[] {
  const urls = [base + encode(path.normalize("NFC")), base + encode(path)];
  return urls.flatMap((url) => {
    const chromium = url.replaceAll("%5B", "[").replaceAll("%5D", "]");
    const standard = chromium.replaceAll("%7C", "|");
    return [url, chromium, standard, standard.replaceAll("%5E", "^")];
  });
}

function isPage(assetPath: string): boolean {
  return /\.html?$/i.test(assetPath);
}

/** The file that a compressed one may be served as; any other as itself. */
export function servedAs(assetPath: string): string {
  return assetPath.replace(/([^/])\.(?:br|gz|zst)$/, "$1");
}

/** Every URL of a file: what the documentation of the options says, written down once more and without haste. */
export function naiveTargets(assetPath: string, mapping: Mapping): string[] {
  const own = targetsOfName(assetPath, mapping);
  return servedAs(assetPath) === assetPath
    ? own
    : [...new Set([...own, ...targetsOfName(servedAs(assetPath), mapping)])];
}

function targetsOfName(assetPath: string, { base, aliases, queries }: Mapping): string[] {
  const root = isPage(servedAs(assetPath)) ? base.pages : base.assets;
  if (root === false) return [];
  const urls = spell(root, assetPath);
  if (typeof aliases === "function") {
    for (const alias of aliases(assetPath)) urls.push(...spell(root, alias));
  } else if (assetPath !== "404.html") {
    const isIndex = assetPath === "index.html" || assetPath.endsWith("/index.html");
    const folder = isIndex ? assetPath.slice(0, -"index.html".length) : "";
    if (isIndex && aliases !== "none") urls.push(...spell(root, folder));
    if (isIndex && aliases === "clean" && folder !== "") urls.push(...spell(root, folder.slice(0, -1)));
    if (isIndex && aliases === "clean" && folder === "" && root !== "/") urls.push(...spell(root.slice(0, -1), ""));
    if (!isIndex && aliases === "clean" && assetPath.endsWith(".html"))
      urls.push(...spell(root, assetPath.slice(0, -5)));
  }
  return [
    ...new Set(
      urls.flatMap((url) => [
        url,
        ...Object.values(queries)
          .flat()
          .flatMap((query: string) => asked(query).map((form) => `${url}?${form}`)),
      ]),
    ),
  ];
}

/** A query as standards want it, and as browsers ask for it. */
function asked(query: string): string[] {
  return [query.replaceAll("[", "%5B").replaceAll("]", "%5D"), query.replaceAll("'", "%27")];
}

/** What the API takes: no wildcard in a URL, and 3,800 characters at most. */
export function isTarget(url: string): boolean {
  return !decodeURIComponent(url).includes("*") && url.length <= 3800;
}
