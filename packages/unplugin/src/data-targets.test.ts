import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataTargets } from "./data-targets.ts";

const queries = { "**/__data.json": ["a=1", "a=2"] };

describe("dataTargets", () => {
  it("are those of each file of that name, in any folder, with each query", () => {
    const assetPaths = ["__data.json", "posts/one/__data.json", "posts/one/index.html", "my__data.json"];
    expect(Object.fromEntries(dataTargets({ queries }, assetPaths, "/app/"))).toEqual({
      "__data.json": ["/app/__data.json?a=1", "/app/__data.json?a=2"],
      "posts/one/__data.json": ["/app/posts/one/__data.json?a=1", "/app/posts/one/__data.json?a=2"],
    });
  });

  it("are written as browsers ask for them, and their globs mean one file", () => {
    expect([...dataTargets({ queries: { "**/d.json": ["q"] } }, ["소개/[a] (b)@c/d.json"], "/")]).toEqual([
      ["소개/\\[a\\] \\(b\\)\\@c/d.json", ["/%EC%86%8C%EA%B0%9C/%5Ba%5D%20(b)@c/d.json?q"]],
    ]);
  });

  it("are no target that a URL could not be", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^/\\p{Surrogate}]{1,10}$/u), (folder) => {
        for (const target of [...dataTargets({ queries }, [`${folder}/__data.json`], "/").values()].flat()) {
          expect(target).toMatch(/^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%]+\/__data\.json\?a=[12]$/u);
        }
      }),
    );
  });
});
