import { describe, expect, it } from "vitest";
import { esbuildImmutableNames, type NamePatterns, type WrittenFiles } from "./esbuild-immutable-names.ts";

// What esbuild 0.28.2 wrote of a site with a stylesheet, an image and a script that is loaded later.
const files: WrittenFiles = {
  "dist/js/main-4GR5ZZ2L.js": { entryPoint: "src/main.js" },
  "dist/js/main-4GR5ZZ2L.js.map": {},
  "dist/js/later-ZICB6FJH.js": {},
  "dist/img/logo-3YHH5EHU.svg": {},
};

describe("esbuildImmutableNames", () => {
  const names = (patterns: NamePatterns, written = files) => [...esbuildImmutableNames(written, "dist", patterns)];

  it("finds chunks and assets, which have hashes unless somebody says otherwise", () => {
    const written = { ...files, "dist/main.js": { entryPoint: "src/main.js" }, "dist/main.css": {} };
    expect(names({}, written)).toEqual(["js/main-4GR5ZZ2L.js.map", "js/later-ZICB6FJH.js", "img/logo-3YHH5EHU.svg"]);
  });

  it("finds entries that are named so, and their source maps", () => {
    expect(names({ entryNames: "js/[name]-[hash]" })).toEqual([
      "js/main-4GR5ZZ2L.js",
      "js/main-4GR5ZZ2L.js.map",
      "js/later-ZICB6FJH.js",
      "img/logo-3YHH5EHU.svg",
    ]);
  });

  it.each<[string, NamePatterns, WrittenFiles]>([
    ["names without a hash", { chunkNames: "[name]", assetNames: "[name]" }, files],
    [
      "a hash in a folder's name alone",
      { assetNames: "[hash]/[name]", chunkNames: "[name]" },
      { "dist/ABCDEFGH/logo.svg": {} },
    ],
    ["an entry that only looks like it", {}, { "dist/page-ABCDEFGH.js": { entryPoint: "src/page-ABCDEFGH.js" } }],
    ["words", {}, { "dist/service-precache.js": {} }],
  ])("leaves out %s", (_what, patterns, written) => {
    expect(names(patterns, written)).toEqual([]);
  });
});
