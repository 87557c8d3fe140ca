import type { Mapping } from "../options/option-values.ts";
import { naiveTargets } from "./naive-targets.ts";

/** The files of one build: a content for each asset path. */
export type Files = Readonly<Record<string, string>>;

const nfd = "한.png".normalize("NFD");

/** Every file that a build of the model may have. */
export const pool = [
  "index.html",
  "docs/index.html",
  "docs.html",
  "404.html",
  "app.js",
  "app.js.gz",
  nfd,
  "img/st*r.png",
  "assets/i-1.js",
  "assets/j-2.css",
] as const;

export const isImmutable = (assetPath: string): boolean => assetPath.startsWith("assets/");

const other: Readonly<Record<string, string[]>> = { "app.js": ["y"], "index.html": ["home"] };
const root = { assets: "/", pages: "/" };

/** The mappings that the model changes between. Two functions differ in nothing that can be written down. */
export const mappings: readonly Mapping[] = [
  { base: root, aliases: "directory", queries: [] },
  { base: root, aliases: "none", queries: [] },
  { base: root, aliases: "clean", queries: ["v=1"] },
  { base: { assets: "/b/", pages: "/b/" }, aliases: "clean", queries: [] },
  { base: { assets: "/", pages: false }, aliases: "directory", queries: [] },
  { base: root, aliases: (assetPath) => (assetPath === "app.js" ? ["x"] : []), queries: [] },
  { base: root, aliases: (assetPath) => other[assetPath] ?? [], queries: ["v=1"] },
  // Two builds of a framework that puts the id of each into its queries.
  { base: root, aliases: "directory", queries: { "docs.html": ["b=1"] } },
  { base: root, aliases: "directory", queries: { "docs.html": ["b=2"] } },
];

const known = new Map<Mapping, Map<string, ReadonlySet<string>>>();

/** The URLs of one file under one mapping, which histories ask for again and again. */
export function urlsOf(assetPath: string, mapping: Mapping): ReadonlySet<string> {
  const ofMapping = known.get(mapping) ?? new Map<string, ReadonlySet<string>>();
  known.set(mapping, ofMapping);
  const urls = ofMapping.get(assetPath) ?? naiveTargets(assetPath, mapping);
  ofMapping.set(assetPath, urls);
  return urls;
}

const moved = new Map<string, readonly Mapping[]>();

/** Every mapping of the model with another base. */
function mappingsAt(base: Mapping["base"]): readonly Mapping[] {
  const key = JSON.stringify(base);
  const found = moved.get(key) ?? mappings.map((mapping) => ({ ...mapping, base }));
  moved.set(key, found);
  return found;
}

/** Every URL that any of the files has under any of the mappings: all that visitors may ask for. */
export const universe: readonly string[] = [
  ...new Set(pool.flatMap((assetPath) => mappings.flatMap((mapping) => [...urlsOf(assetPath, mapping)]))),
];

export const notFound = "404";

/**
 * What the origin answers while a build is deployed. It serves a file under every alias and query that any mapping
 * knows: what a mapping says is what is purged, not what the origin does. Only the base moves files.
 */
export function originOf(files: Files, base: Mapping["base"]): (url: string) => string {
  const bodies = new Map<string, string>();
  const serve = (assetPath: string, body: string) => {
    const served = { assets: base.assets, pages: base.pages === false ? "/" : base.pages };
    for (const mapping of mappingsAt(served)) for (const url of urlsOf(assetPath, mapping)) bodies.set(url, body);
  };
  // Longer names first: of the addresses of a compressed file, those of the file that it is a copy of are overwritten.
  for (const assetPath of pool.toSorted((a, b) => b.length - a.length)) {
    const [content, compressed] = [files[assetPath], files[`${assetPath}.gz`]];
    if (content !== undefined || compressed !== undefined) serve(assetPath, `${assetPath} ${content} ${compressed}`);
  }
  return (url) => bodies.get(url) ?? notFound;
}
