import { describe, expect, it } from "vitest";
import { type Asset, type Chunk, rollupImmutableNames } from "./rollup-immutable-names.ts";

const defaultPattern = "assets/[name]-[hash].[ext]";
const chunk = (fileName: string, preliminaryFileName: string, sourcemapFileName: string | null = null): Chunk => ({
  type: "chunk",
  fileName,
  preliminaryFileName,
  sourcemapFileName,
});
const asset = (fileName: string, ...names: string[]): Asset => ({
  type: "asset",
  fileName,
  names,
  originalFileNames: names,
  source: "",
});

/** What Vite 8.3.8 handed to `writeBundle` for a site with a worker, source maps and one entry without a hash. */
const bundle = [
  chunk("js/index.js", "js/index.js", "js/index.js.map"),
  chunk("assets/lazy-CQm9orv7.js", "assets/lazy-!~{000}~.js", "assets/lazy-CQm9orv7.js.map"),
  asset("assets/lazy-CQm9orv7.js.map"),
  asset("js/index.js.map"),
  asset("assets/big-CcUECoBn.svg", "big.svg"),
  asset("assets/index-CHMZPras.css", "index.css"),
  asset("assets/w-BZ0ffai0.js"),
  asset("assets/한글 a_b-Cww9hxuG.txt", "한글 a+b.txt"),
  asset("index.html"),
];

describe("rollupImmutableNames", () => {
  it("finds the hashed names of a bundle and leaves doubt out", () => {
    expect([...rollupImmutableNames(bundle, defaultPattern)]).toEqual([
      "assets/lazy-CQm9orv7.js",
      "assets/lazy-CQm9orv7.js.map",
      "assets/big-CcUECoBn.svg",
      "assets/index-CHMZPras.css",
      "assets/한글 a_b-Cww9hxuG.txt",
    ]);
  });

  it.each<[string, string, string[], string]>([
    ["its extension with the dot", "a/[name].[hash][extname]", ["x.css"], "a/x.BkQ3vZ1a.css"],
    ["a hash of another length", "[name]~[hash:12].[ext]", ["x.svg"], "x~BkQ3vZ1a-_00.svg"],
    ["the hash first", "[hash]/[name].[ext]", ["x.svg"], "BkQ3vZ1a/x.svg"],
    ["one of several names", defaultPattern, ["other.svg", "x.svg"], "assets/x-BkQ3vZ1a.svg"],
    ["a name without an extension", "[name]-[hash][extname]", ["LICENSE"], "LICENSE-BkQ3vZ1a"],
    ["a name with characters of expressions", defaultPattern, ["a.(b)[c].svg"], "assets/a.(b)_c_-BkQ3vZ1a.svg"],
  ])("knows %s", (_what, pattern, names, fileName) => {
    expect([...rollupImmutableNames([asset(fileName, ...names)], pattern)]).toEqual([fileName]);
  });

  it.each<[string, string, string[], string]>([
    ["a pattern without a hash", "assets/[name].[ext]", ["service-precache.svg"], "assets/service-precache.svg"],
    ["a word where the hash would be", defaultPattern, ["service.html"], "service-precache.html"],
    ["a file that was named by its plugin", defaultPattern, [], "assets/legacy-BkQ3vZ1a.svg"],
    ["a file under another name than its own", defaultPattern, ["x.svg"], "assets/y-BkQ3vZ1a.svg"],
    ["a hash of no characters", "[name][hash:0][extname]", ["x.svg"], "x.svg"],
    ["a hash that is too short", defaultPattern, ["x.svg"], "assets/x-BkQ3.svg"],
  ])("leaves out %s", (_what, pattern, names, fileName) => {
    expect([...rollupImmutableNames([asset(fileName, ...names)], pattern)]).toEqual([]);
  });

  it("asks a function for the pattern", () => {
    const files = [asset("fonts/a.woff2", "a.woff2"), asset("img/b-BkQ3vZ1a.svg", "b.svg")];
    const names = rollupImmutableNames(files, ({ names: [name] }) =>
      name?.endsWith(".woff2") ? "fonts/[name][extname]" : "img/[name]-[hash][extname]",
    );
    expect([...names]).toEqual(["img/b-BkQ3vZ1a.svg"]);
  });

  it("asks a function for nothing that a plugin named itself, and takes no answer for doubt", () => {
    const files = [asset("assets/x-BkQ3vZ1a.svg"), asset("assets/y-BkQ3vZ1a.svg", "y.svg")];
    const asked: string[][] = [];
    const names = rollupImmutableNames(files, (file) => {
      asked.push(file.names);
      throw new Error("no answer");
    });
    expect([...names]).toEqual([]);
    expect(asked).toEqual([["y.svg"]]);
  });

  it("leaves out a source map that has a name of its own", () => {
    const names = rollupImmutableNames([chunk("a-BkQ3vZ1a.js", "a-!~{000}~.js", "maps/a.map")], defaultPattern);
    expect([...names]).toEqual(["a-BkQ3vZ1a.js"]);
  });
});
