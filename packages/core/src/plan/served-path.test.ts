import { describe, expect, it } from "vitest";
import { servedPath } from "./targets-of.ts";

const exists = (assetPath: string) => ["a.js", "a.js.gz", ".br", "folder/a"].includes(assetPath);

describe("servedPath", () => {
  it.each([
    ["a.js", "a.js"],
    ["a.js.br", "a.js"],
    ["a.js.gz", "a.js"],
    ["a.js.zst", "a.js"],
    ["a.js.zip", "a.js.zip"],
    ["data.tar.gz", "data.tar.gz"],
    ["folder/a.gz", "folder/a"],
    [".br", ".br"],
    [".gz", ".gz"],
  ])("%s is served as %s", (assetPath, served) => {
    expect(servedPath(assetPath, exists)).toBe(served);
  });
});
