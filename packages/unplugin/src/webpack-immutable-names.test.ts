import { describe, expect, it } from "vitest";
import { type EmittedAsset, webpackImmutableNames } from "./webpack-immutable-names.ts";

// What webpack 5.112.2 said of its assets.
describe("webpackImmutableNames", () => {
  it.each<[string, EmittedAsset[], string[]]>([
    [
      "the hash of its content, and its source map",
      [
        { name: "main.b75cb099077a9d2f42df.js.map", info: {} },
        {
          name: "main.b75cb099077a9d2f42df.js",
          info: {
            immutable: true,
            contenthash: "b75cb099077a9d2f42df",
            related: { sourceMap: "main.b75cb099077a9d2f42df.js.map" },
          },
        },
      ],
      ["main.b75cb099077a9d2f42df.js", "main.b75cb099077a9d2f42df.js.map"],
    ],
    [
      "the hash of its chunk",
      [{ name: "main.41568.js", info: { immutable: true, chunkhash: "41568" } }],
      ["main.41568.js"],
    ],
    [
      "the hash of the compilation",
      [{ name: "main.3a07dff3df0149b2a41b.js", info: { immutable: true, fullhash: "3a07dff3df0149b2a41b" } }],
      ["main.3a07dff3df0149b2a41b.js"],
    ],
    [
      "the hash of an asset module",
      [{ name: "img/한글 a.bedc54.txt", info: { immutable: true, contenthash: "bedc54" } }],
      ["img/한글 a.bedc54.txt"],
    ],
    [
      "a list of hashes, as Rspack gives it",
      [{ name: "main.41568.js", info: { immutable: true, contenthash: ["41568"] } }],
      ["main.41568.js"],
    ],
    [
      "a hash in the path and another in the query",
      [{ name: "main.41568.js?v=7a7d7", info: { immutable: true, contenthash: ["41568", "7a7d7"] } }],
      ["main.41568.js"],
    ],
    [
      "none where the hash is empty",
      [{ name: "main.js", info: { immutable: true, contenthash: "", fullhash: [""] } }],
      [],
    ],
  ])("finds %s", (_what, assets, names) => {
    expect([...webpackImmutableNames(assets)]).toEqual(names);
  });

  it.each<[string, EmittedAsset[]]>([
    ["a name without a hash", [{ name: "main.js", info: { related: { sourceMap: "main.js.map" } } }]],
    [
      "a hash in the query alone",
      [{ name: "main.js?v=63ca839378d7a7d77948", info: { immutable: true, contenthash: "63ca839378d7a7d77948" } }],
    ],
    ["a flag without a hash", [{ name: "main.js", info: { immutable: true } }]],
  ])("leaves out %s", (_what, assets) => {
    expect([...webpackImmutableNames(assets)]).toEqual([]);
  });

  it("leaves out a source map that has a name of its own", () => {
    const info = { immutable: true, contenthash: "6958acd7", related: { sourceMap: ["maps/main.map"] } };
    expect([...webpackImmutableNames([{ name: "js/main.6958acd7.js", info }])]).toEqual(["js/main.6958acd7.js"]);
  });
});
