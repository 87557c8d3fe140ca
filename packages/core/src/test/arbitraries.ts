import fc from "fast-check";
import type { Mapping } from "../options/option-values.ts";

const oddParts = [
  "index.html",
  "index.html",
  "404.html",
  "page.html",
  "Page.HTM",
  "app.js",
  "style.css",
  "sw.js",
  "manifest.webmanifest",
  "100%",
  "50%25",
  "a+b",
  "a b",
  "#1",
  "why?",
  "app.js?v=1",
  `it's "quoted"`,
  "[id]",
  "a|b^[c].html",
  "app.js.gz",
  "page.html.br",
  "index.html.zst",
  ".gz",
  "line\nbreak\u2028",
  "(group)",
  "{x}",
  "a&b=c;d,e:f@g!h$i~j",
  "back\\slash",
  "st*r",
  "한글",
  "한글".normalize("NFD"),
  "café".normalize("NFD"),
  "😀",
  "👩‍👩‍👧",
  "é",
  "docs",
  "%2F",
  "%E2",
  "..a",
  "constructor",
  "__proto__",
];

const part = fc.oneof(
  { arbitrary: fc.constantFrom(...oddParts), weight: 6 },
  {
    arbitrary: fc
      .string({ unit: "binary", minLength: 1, maxLength: 6 })
      .filter((name) => !/[/\0]/.test(name) && name !== "." && name !== ".."),
    weight: 1,
  },
  { arbitrary: fc.integer({ min: 300, max: 450 }).map((length) => "가".repeat(length)), weight: 1 },
);

/**
 * Asset paths with every oddity that a disk allows: `%`, `+`, `#`, `?`, quotes, `*`, emoji, Hangul in both forms, and
 * too long ones.
 */
export const assetPaths = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));

const bases = fc.constantFrom("/", "/docs/", "/a/b%20c/", "/%ED%95%9C/", "/%5Ba%5D%7C/");

export const mappings: fc.Arbitrary<Mapping> = fc.record({
  base: fc.record({ assets: bases, pages: fc.oneof(bases, fc.constant(false as const)) }),
  aliases: fc.constantFrom<Mapping["aliases"]>(
    "none",
    "directory",
    "clean",
    () => [],
    (assetPath) => [`alias/${assetPath}`, "", "한글".normalize("NFD"), "a b#c?d%e"],
    (assetPath) => [assetPath.replace(/\.html$/, "")],
  ),
  queries: fc
    .tuple(fc.subarray(["v=1", "lang=ko&x=%20", "a=/?:@", "f[a]=b|c^'"]), fc.boolean())
    .map(([list, isMap]) => (isMap ? { "**": list } : list)),
});
