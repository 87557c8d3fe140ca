import type { SiteMapping } from "./history.ts";

/** What RFC 3986 lets a path segment hold as it is, and the slash. */
const raw = new Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()+,;=:@/");

/** What browsers leave as it is besides: all of them, those that follow the URL Standard, and those of before. */
const rawInBrowsers = ["", "[]", "[]|", "[]|^"];

const known = new Map<string, readonly string[]>();
const mostKnown = 20_000;

/**
 * Every URL under which visitors ask for a file: what the documentation of the options says, written down once more and without haste.
 * Paths from the host's root, each once.
 */
export function expectedUrls(assetPath: string, mapping: SiteMapping): readonly string[] {
  const key = JSON.stringify([assetPath, mapping.base, mapping.aliases, mapping.queries]);
  const urls = known.get(key) ?? workOut(assetPath, mapping);
  if (known.size > mostKnown) known.clear();
  known.set(key, urls);
  return urls;
}

function workOut(assetPath: string, { base, aliases, queries }: SiteMapping): readonly string[] {
  // Servers deliver a compressed file also under the name of what it is a copy of.
  const names = [assetPath, assetPath.replace(/\.(?:br|gz|zst)$/u, "")];
  const urls = names.flatMap((name) => [
    ...[name, ...aliasesOf(name, aliases)].flatMap((path) => spellingsOf(path).map((spelling) => base + spelling)),
    ...(aliases === "clean" && name === "index.html" && base !== "/" ? [base.slice(0, -1)] : []),
  ]);
  return [...new Set(urls.flatMap((url) => [url, ...queries.map((query) => `${url}?${query}`)]))];
}

function aliasesOf(name: string, aliases: SiteMapping["aliases"]): readonly string[] {
  if (aliases === "none" || name === "404.html") return [];
  if (name === "index.html") return [""];
  if (name.endsWith("/index.html")) {
    const folder = name.slice(0, -"index.html".length);
    return aliases === "clean" ? [folder, folder.slice(0, -1)] : [folder];
  }
  return aliases === "clean" && name.endsWith(".html") ? [name.slice(0, -".html".length)] : [];
}

function spellingsOf(path: string): readonly string[] {
  return [path.normalize("NFC"), path].flatMap((form) => rawInBrowsers.map((kept) => encode(form, kept)));
}

function encode(path: string, kept: string): string {
  return Array.from(path)
    .map((character) => (raw.has(character) || kept.includes(character) ? character : encodeURIComponent(character)))
    .join("");
}
