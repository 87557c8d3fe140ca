import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { esbuildImmutableNames } from "./esbuild-immutable-names.ts";
import { rollupImmutableNames } from "./rollup-immutable-names.ts";
import { type EmittedAsset, webpackImmutableNames } from "./webpack-immutable-names.ts";

const hash = fc.oneof(fc.constantFrom("", "4GR5ZZ2L", "b75cb099077a9d2f42df", "4", "$&", "한"), fc.string());
const text = fc.oneof(
  fc.constantFrom(
    "main.js",
    "main-4GR5ZZ2L.js",
    "a/한글.b75cb099.css",
    "main.js?v=4",
    "__proto__",
    "../a.js",
    "[hash]",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);
const pattern = fc
  .array(
    fc.oneof(
      fc.constantFrom("[name]", "[hash]", "[hash:4]", "[hash:0]", "[ext]", "[extname]", "[dir]", "-", "/", "{", "(?:"),
      text,
    ),
    { maxLength: 5 },
  )
  .map((pieces) => pieces.join(""));

describe("what bundlers tell of names, whatever it is,", () => {
  it("makes no name of webpack and Rspack immutable that has no hash of theirs in it", () => {
    const hashes = fc.option(fc.oneof(hash, fc.array(hash, { maxLength: 3 })), { nil: undefined });
    const info = fc.record(
      {
        immutable: fc.constantFrom(true, false, undefined),
        contenthash: hashes,
        chunkhash: hashes,
        modulehash: hashes,
        fullhash: hashes,
        related: fc.oneof(fc.constant(null), fc.dictionary(fc.constantFrom("sourceMap", "gzipped"), fc.anything())),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.record({ name: text, info })), (assets: EmittedAsset[]) => {
        const told = assets
          .filter((asset) => asset.info.immutable === true)
          .flatMap(({ info }) => [info.contenthash, info.chunkhash, info.modulehash, info.fullhash].flat());
        for (const name of webpackImmutableNames(assets)) {
          expect(told.some((one) => one !== undefined && one !== "" && name.includes(one))).toBe(true);
        }
      }),
    );
  });

  it("makes no asset of Rollup immutable that is called as if there were no hash", () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { maxLength: 3 }), text, (assetFileNames, names, fileName) => {
        const asset = { type: "asset", names, originalFileNames: [], source: "" } as const;
        const told = rollupImmutableNames(
          [{ ...asset, names: [...names], fileName, originalFileNames: [] }],
          assetFileNames,
        );
        expect([...told].filter((name) => name !== fileName)).toEqual([]);
        const plain = rollupImmutableNames(
          [{ ...asset, names: ["main.js"], originalFileNames: [], fileName: "main.js" }],
          assetFileNames,
        );
        if (!/\[hash(?::[1-9]\d*)?\]/u.test(assetFileNames)) expect([...plain]).toEqual([]);
      }),
    );
  });

  it("makes no file of esbuild immutable without eight characters of a hash", () => {
    fc.assert(
      fc.property(fc.array(text), pattern, pattern, (paths, chunkNames, assetNames) => {
        const files = Object.fromEntries(paths.map((path) => [`dist/${path}`, {}]));
        for (const name of esbuildImmutableNames(files, "dist", { chunkNames, assetNames })) {
          expect(name).toMatch(/[A-Z2-7]{8}/u);
        }
      }),
    );
  });
});
