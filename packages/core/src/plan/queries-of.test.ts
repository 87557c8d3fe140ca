import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literalGlob } from "../output/asset-filter.ts";
import { assetPaths } from "../test/arbitraries.ts";
import { queriesOf } from "./queries-of.ts";
import { targetsOf } from "./targets-of.ts";

const of = (name: string, queries: Parameters<typeof queriesOf>[1]) => queriesOf([name], queries);

describe("queriesOf", () => {
  it("are the list's for every file, or those of each glob that matches", () => {
    expect(of("a.js", ["v=1", "v=2"])).toEqual(["v=1", "v=2"]);
    const map = { "**/data.json": ["p=1"], "posts/data.json": ["p=2", "p=1"], "none/**": [] };
    expect(of("posts/data.json", map)).toEqual(["p=2", "p=1"]);
    expect(of("data.json", map)).toEqual(["p=1"]);
    expect(of("none/a", map)).toEqual([]);
    expect(of("app.css", { "./app.css": ["v=1"] })).toEqual(["v=1"]);
    expect(of("constructor", map)).toEqual([]);
  });

  it("are one file's alone where its name was made a glob", () => {
    fc.assert(
      fc.property(assetPaths, assetPaths, (one, other) => {
        const map = { [literalGlob(one)]: ["q"] };
        expect(of(one, map)).toEqual(["q"]);
        if (other.normalize("NFC") !== one.normalize("NFC")) expect(of(other, map)).toEqual([]);
      }),
    );
  });

  it("go out with every URL of a file, also of one that lies there compressed", () => {
    const mapping = { base: { assets: "/", pages: "/" }, aliases: "none", queries: { "d.json": ["q"] } } as const;
    expect(targetsOf("d.json.br", mapping)).toEqual(["/d.json.br", "/d.json.br?q", "/d.json", "/d.json?q"]);
    expect(targetsOf("e.json", mapping)).toEqual(["/e.json"]);
  });
});
