import { describe, expect, it } from "vitest";
import { createImmutableRule } from "./immutable-names.ts";

const named = { immutableNames: new Set(["assets/app-BkQvZaRt.js", "page-BkQvZaRt.html", "archive.gz"]) };

describe("createImmutableRule", () => {
  it("takes the bundler's word, and nobody else's", () => {
    const isImmutable = createImmutableRule({}, named);
    expect(isImmutable("assets/app-BkQvZaRt.js")).toBe(true);
    expect(isImmutable("archive.gz")).toBe(true);
    expect(isImmutable("app.3f2a9c1b.js")).toBe(false);
  });

  it("takes the option instead, where it is given", () => {
    const isImmutable = createImmutableRule({ immutable: ["static/**"] }, named);
    expect(isImmutable("static/app.js")).toBe(true);
    expect(isImmutable("assets/app-BkQvZaRt.js")).toBe(false);
    expect(createImmutableRule({ immutable: [] }, named)("assets/app-BkQvZaRt.js")).toBe(false);
  });

  describe("without a bundler", () => {
    const isImmutable = createImmutableRule({}, {});

    it.each([
      "_app/immutable/entry/start.js",
      "_app/immutable/entry/start.js.br",
      "site/_app/immutable/nodes/0.BkQvZaRt.js",
      "_app/immutable/assets/3f2b8c1e-9a4d-4e1f-8b2a-1c2d3e4f5a6b.jpg",
    ])("trusts the folder that a framework keeps for such names: %s", (assetPath) => {
      expect(isImmutable(assetPath)).toBe(true);
    });

    it.each([
      "media/3f2b8c1e-9a4d-4e1f-8b2a-1c2d3e4f5a6b.jpg",
      "media/3f2b8c1e9a4d4e1f8b2a1c2d3e4f5a6b.jpg",
      "photos/20241015.jpg",
      "photos/2024-10-15T09-30-00.jpg",
      "products/1234567890123.png",
      "products/8801234567890a1b.png",
      "commits/6b86b273ff34fce19d6b804eff5a3f5747ada4ea.json",
      "assets/6b86b273ff34fce19d6b.svg",
      "static/js/main.3f2a9c1b.chunk.js",
      "css/style_d41d8cd98f00b204.css",
      "_nuxt/builds/meta/3f2b8c1e-9a4d-4e1f-8b2a-1c2d3e4f5a6b.json",
      "_next/static/chunks/nextra-data-en-US.json",
      "_app/version.json",
      "my_app/immutable/a.js",
      "_app/immutable-1/a.js",
      "_app/immutable/index.html",
      "index-BkQvZaRt.js",
      "01ARZ3NDEKTSV4RRFFQ69G5FAV.png",
      "icons/facade00.svg",
    ])("takes a name alone for no content hash: %s", (assetPath) => {
      expect(isImmutable(assetPath)).toBe(false);
    });
  });

  it("learns nothing about a file from a bundler's name with a query: its hash stands in the query", () => {
    const isImmutable = createImmutableRule({}, { immutableNames: new Set(["app.js?v=3f2a9c1b"]) });
    expect(isImmutable("app.js")).toBe(false);
  });

  it("takes a compressed file for what the file beside it is", () => {
    expect(createImmutableRule({}, named)("assets/app-BkQvZaRt.js.br")).toBe(true);
    expect(createImmutableRule({ immutable: ["**/*.js"] }, {})("a.js.gz")).toBe(true);
    expect(createImmutableRule({ immutable: ["**"] }, {})("index.html.gz")).toBe(false);
  });

  it("takes no document for immutable", () => {
    expect(createImmutableRule({}, named)("page-BkQvZaRt.html")).toBe(false);
    expect(createImmutableRule({ immutable: ["**"] }, {})("a/Page.HTM")).toBe(false);
  });
});
