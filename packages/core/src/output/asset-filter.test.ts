import { describe, expect, it } from "vitest";
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

  it("takes a backslash in a name for a character, on every system", () => {
    expect(createAssetFilter(["a/*"], [])("a\\b")).toBe(false);
  });
});
