import { describe, expect, it } from "vitest";
import type { RecordedMapping } from "../baseline/baseline.ts";
import type { Mapping } from "../options/option-values.ts";
import { hasMoreUnder, pathTargets } from "./path-targets.ts";

const base = { assets: "/", pages: "/" };
const directory: Mapping = { base, aliases: "directory", queries: [] };
const byFunction: Mapping = { base, aliases: (path) => [path.replace(/\.html$/, "")], queries: [] };
const recorded = (aliases: RecordedMapping["aliases"]): RecordedMapping => ({ base, aliases, queries: [] });
const settled = { state: "settled", digest: "0".repeat(64), size: 1, immutable: false } as const;

describe("pathTargets", () => {
  it("shares everything under one mapping", () => {
    expect(pathTargets("a/index.html", directory, [recorded("directory")], settled)).toEqual({
      current: ["/a/index.html", "/a/"],
      all: ["/a/index.html", "/a/"],
      unshared: [],
    });
  });

  it("tells what only one of two mappings has", () => {
    expect(pathTargets("a/index.html", directory, [recorded("none")], settled).unshared).toEqual(["/a/"]);
  });

  it("goes by what a function once said of a path", () => {
    const before = { ...settled, targets: ["/b.html", "/old-b"] };
    expect(pathTargets("b.html", byFunction, [recorded("function")], before).unshared).toEqual(["/b", "/old-b"]);
  });

  it("has nothing unshared for a path that a function was never asked about", () => {
    expect(pathTargets("b.html", byFunction, [recorded("function")], undefined)).toEqual({
      current: ["/b.html", "/b"],
      all: ["/b.html", "/b"],
      unshared: [],
    });
  });
});

describe("hasMoreUnder", () => {
  const query = (id: string): RecordedMapping => ({ ...recorded("none"), queries: { "**/*.json": [`b=${id}`] } });

  it.each<[boolean, string, RecordedMapping, RecordedMapping]>([
    [true, "a/data.json", query("1"), query("2")],
    [false, "a/data.js", query("1"), query("2")],
    [false, "a/data.json", recorded("none"), query("2")],
    [true, "a/index.html", recorded("directory"), recorded("none")],
    [false, "a/index.html", recorded("directory"), recorded("clean")],
    // Nobody knows what it says next time.
    [true, "a.js", recorded("function"), recorded("none")],
    [true, "a.js", recorded("none"), recorded("function")],
  ])("is %s of %s", (expected, assetPath, earlier, current) => {
    expect(hasMoreUnder(assetPath, earlier, current)).toBe(expected);
  });
});
