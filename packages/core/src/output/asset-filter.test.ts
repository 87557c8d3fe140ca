import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultExclude } from "../options/default-exclude.ts";
import { createAssetFilter } from "./asset-filter.ts";

const nfc = "한글".normalize("NFC");
const nfd = "한글".normalize("NFD");

describe("createAssetFilter", () => {
  it("lets everything through without globs, names that begin with a dot included", () => {
    const counts = createAssetFilter([], []);
    expect(["a", ".well-known/a", "a/.b/c"].filter(counts)).toHaveLength(3);
  });

  it("lets through what is included and not excluded", () => {
    const counts = createAssetFilter(["assets/**", "*.html"], ["**/draft.*"]);
    const names = ["assets/a.js", "assets/x/draft.js", "index.html", "draft.html", "docs/index.html", "a.js"];
    expect(names.filter(counts)).toEqual(["assets/a.js", "index.html"]);
  });

  it.each([
    [nfc, nfc],
    [nfc, nfd],
    [nfd, nfc],
    [nfd, nfd],
  ])("compares names and globs in one Unicode form (%#)", (glob, name) => {
    expect(createAssetFilter([`${glob}/*`], [])(`${name}/${name}.png`)).toBe(true);
    expect(createAssetFilter([], [`**/${glob}.png`])(`${name}/${name}.png`)).toBe(false);
  });

  it.each(["\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f", "\u0000"])("matches a name with %j", (character) => {
    const name = `docs/a${character}b.html`;
    for (const glob of ["**", "docs/**", "**/*.html", "docs/*", "docs/a?b.html", "{docs,x}/*.{html,htm}"]) {
      expect(createAssetFilter([glob], [])(name)).toBe(true);
      expect(createAssetFilter([], [glob])(name)).toBe(false);
    }
    expect(createAssetFilter([], defaultExclude)(`a${character}b.js.map`)).toBe(false);
    expect(createAssetFilter(["*"], [])(name)).toBe(false);
  });

  it("lets every name through that a disk can hold, with the defaults and outside of what they leave out", () => {
    const part = fc
      .string({ unit: "binary", minLength: 1, maxLength: 8 })
      .filter((name) => !/[/\0]/.test(name) && name !== "." && name !== "..");
    const counts = createAssetFilter(["**"], defaultExclude);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(counts(`${parts.join("/")}.txt`)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes a backslash in a name for a character, on every system", () => {
    expect(createAssetFilter(["a/*"], [])("a\\b")).toBe(false);
  });
});
