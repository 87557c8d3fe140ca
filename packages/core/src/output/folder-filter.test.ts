import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultExclude } from "../options/default-exclude.ts";
import { createAssetFilter } from "./asset-filter.ts";
import { createFolderFilter } from "./folder-filter.ts";

describe("createFolderFilter", () => {
  const hangul = "한글";

  it.each([
    [["node_modules/**"], "node_modules"],
    [["**/node_modules/**"], "a/b/node_modules"],
    [["**/node_modules/**"], "node_modules/x/y"],
    [["**"], "a"],
    [["private/**/*"], "private/x"],
    [["**/private/**/*"], "a/private"],
    [["./private/**"], "private"],
    [["@scope/**"], "@scope/a"],
    [["c++/**"], "c++"],
    [["drafts/**/**"], "drafts"],
    [["{drafts,old}/**"], "old"],
    [["tmp-*/**"], "tmp-1"],
    [["a/?/**"], "a/b"],
    [["a/*/**"], "a/b/c"],
    [[`${hangul.normalize("NFD")}/**`], hangul.normalize("NFC")],
    [defaultExclude, "client/.vite"],
  ])("reads nothing below what %j leaves out: %s", (exclude, folder) => {
    expect(createFolderFilter([], exclude)(folder)).toBe(false);
  });

  it.each([
    [["drafts/*"], "drafts"],
    [["drafts"], "drafts"],
    [["drafts/**/*.map"], "drafts"],
    [["a/b/**"], "a"],
    [["a/*/**"], "a"],
    [["!keep/**"], "a"],
    [["!keep/**"], "keep/sub"],
    [["!(keep)/**"], "a"],
    [["a\\*/**"], "ab"],
    [["{a/**,b}"], "a"],
    [["[a/**"], "[a"],
    [defaultExclude, "assets"],
  ])("reads on where %j may leave something: %s", (exclude, folder) => {
    expect(createFolderFilter([], exclude)(folder)).toBe(true);
  });

  it.each([
    [["assets/**"], "docs", false],
    [["assets/**"], "assets/img", true],
    [["assets/img/*.png"], "assets", true],
    [["assets/img/*.png"], "assets/css", false],
    [["*.html"], "docs", false],
    [["**/*.html"], "docs", true],
    [["{docs,blog}/**"], "blog", true],
    [["{docs,blog}/**"], "shop", false],
    [["!docs/**"], "docs", true],
    [["docs/**", "*.html"], "blog", false],
  ])("with include %j, %s: %s", (include, folder, reads) => {
    expect(createFolderFilter(include, [])(folder)).toBe(reads);
  });

  it("never passes over a path that counts", () => {
    const name = fc.constantFrom(
      "a",
      "b",
      "ab",
      ".a",
      "a.b",
      "node_modules",
      "a\nb",
      "[a",
      "!a",
      "(a",
      "{a",
      "+a",
      "@a",
    );
    const magic = fc.constantFrom(
      "*",
      "**",
      "?",
      "a*",
      "*.b",
      "{a,b}",
      "[ab]",
      "!a",
      "!(a)",
      "@(a|b)",
      "+(a)",
      "{a,*}b",
      "\\*",
      "**a",
      "{a",
      "..",
      ".",
      "",
      "[!a]",
      "*(a)",
      "?(a)",
      "{1..3}",
    );
    const glob = fc.array(fc.oneof(name, magic), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/") || "a");
    const globs = fc.array(fc.oneof(glob, fc.constantFrom("{a/**,b}", "{a,b/**}/**", "!a/**", "(a/b)/**")), {
      maxLength: 2,
    });
    const path = fc.array(name, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(globs, globs, path, (include, exclude, names) => {
        const counts = createAssetFilter(include, exclude);
        if (!counts(names.join("/"))) return;
        const looksInto = createFolderFilter(include, exclude);
        const folders = names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
        expect(folders.filter((folder) => !looksInto(folder))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});
