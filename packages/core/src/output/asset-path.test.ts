import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDocument, plainName, shownPath } from "./asset-path.ts";

describe("shownPath", () => {
  it.each([
    ["한글/a b.js", "한글/a b.js"],
    ["a\nb\rc", "a\\x0ab\\x0dc"],
    ["a\u2028b\u2029c", "a\\u2028b\\u2029c"],
    ["\u001b[2J\u0085", "\\x1b[2J\\x85"],
    ["a\u202egnp.js", "a\\u202egnp.js"],
    ["caf\udce9.txt", "caf\\xe9.txt"],
    ["😀\ud800", "😀\\ud800"],
  ])("%j is shown as %s", (assetPath, shown) => {
    expect(shownPath(assetPath)).toBe(shown);
  });

  it("is one line of well-formed text, whatever the name", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
        (name) => {
          const shown = shownPath(name);
          expect(shown.isWellFormed()).toBe(true);
          expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        },
      ),
    );
  });
});

describe("plainName", () => {
  it.each([
    ["a.js", "a.js"],
    ["a.js.br", "a.js"],
    ["folder/a.gz", "folder/a"],
    ["a.zst", "a"],
    ["a.js.gz.br", "a.js.gz"],
    ["a.js.zip", "a.js.zip"],
    [".br", ".br"],
    ["folder/.gz", "folder/.gz"],
    ["a\nb.gz", "a\nb"],
  ])("of %j is %j", (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });
});

describe("isDocument", () => {
  it.each(["index.html", "a/Page.HTM", "a.html.gz", "a.htm.br"])("%s is one", (assetPath) => {
    expect(isDocument(assetPath)).toBe(true);
  });

  it.each(["a.js", "html", "a.html.txt", "html.gz", "a.xhtml.js"])("%s is none", (assetPath) => {
    expect(isDocument(assetPath)).toBe(false);
  });
});
