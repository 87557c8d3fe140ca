import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../test/memory-store.ts";
import type { GlobalEdgePurgeOptions } from "./global-edge-purge-options.ts";
import { parseOptions } from "./parse-options.ts";
import { sharedEdges } from "./shared-edges.ts";

function problemsOf(options: GlobalEdgePurgeOptions, publicPath = "/"): readonly string[] {
  const parsed = parseOptions(options);
  if ("problems" in parsed) throw new Error("The options of this test are wrong.");
  return sharedEdges(parsed.given, { publicPath, projectDirectory: "/project" }).map(({ message }) => message);
}

const store = createMemoryStore();

describe("sharedEdges", () => {
  it.each<[string, GlobalEdgePurgeOptions]>([
    ["no environments", { edgeId: 1 }],
    ["different edges", { environments: { a: { edgeId: 1 }, b: { edgeId: [2, 3] } } }],
    ["different bases", { edgeId: 1, environments: { a: { base: "/a/" }, b: { base: "/b/" } } }],
    ["another base than the bundler's", { edgeId: 1, environments: { a: {}, b: { base: "/b/" } } }],
    ["one store", { edgeId: 1, environments: { a: { baseline: store }, b: { baseline: store } } }],
    ["one baseline beside both", { edgeId: 1, baseline: "x.json", environments: { a: {}, b: {} } }],
    [
      "one baseline in two spellings",
      { edgeId: 1, environments: { a: { baseline: "x.json" }, b: { baseline: "./y/../x.json" } } },
    ],
    ["one that is off", { edgeId: 1, environments: { a: {}, b: false } }],
    ["edges that only variables name", { environments: { a: {}, b: {} } }],
  ])("allows %s", (_what, options) => {
    expect(problemsOf(options)).toEqual([]);
  });

  it.each<[string, GlobalEdgePurgeOptions]>([
    ["one edge for both", { edgeId: 1, environments: { a: {}, b: { dryRun: true } } }],
    ["one edge among several", { environments: { a: { edgeId: [3, 1] }, b: { edgeId: [1, 2] } } }],
    [
      "one base in two spellings",
      { edgeId: 1, environments: { a: { base: "/x" }, b: { base: "https://cdn.example.com/x/" } } },
    ],
    ["the bundler's base, said again", { edgeId: 1, environments: { a: {}, b: { base: "/" } } }],
    ["two stores", { edgeId: 1, environments: { a: { baseline: store }, b: { baseline: createMemoryStore() } } }],
    ["two baselines", { edgeId: 1, environments: { a: { baseline: "x.json" }, b: { baseline: "y.json" } } }],
    ["a baseline for one", { edgeId: 1, environments: { a: { baseline: "x.json" }, b: {} } }],
  ])("refuses %s", (_what, options) => {
    expect(problemsOf(options)).toEqual([
      '"a" and "b" both purge edge 1 under one base. Give them different edges, a different base, or the same baseline.',
    ]);
  });

  it("names every pair", () => {
    expect(problemsOf({ edgeId: 1, environments: { a: {}, b: {}, c: {} } })).toHaveLength(3);
  });
});
