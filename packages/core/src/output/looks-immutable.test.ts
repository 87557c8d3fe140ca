import { describe, expect, it } from "vitest";
import { looksImmutable } from "./immutable-names.ts";

describe("looksImmutable", () => {
  it.each([
    "static/js/main.3f2a9c1b.chunk.js",
    "static/js/main.3f2a9c1b.chunk.js.gz",
    "assets/6b86b273ff34fce19d6b.svg",
    "runtime~main-9e107d9d372bb6826bd81d3542a419d6.js",
    "css/style_d41d8cd98f00b204.css",
    "_app/immutable/entry/start.js",
    "site/_app/immutable/nodes/0.BkQvZaRt.js",
  ])("takes %s for immutable", (assetPath) => {
    expect(looksImmutable(assetPath)).toBe(true);
  });

  it.each([
    "index.html",
    "page.3f2a9c1b.html",
    "page.3f2a9c1b.html.br",
    "_app/immutable/index.html",
    "service-worker-precache.js",
    "_next/static/chunks/nextra-data-en-US.json",
    "_nuxt/builds/latest.json",
    "assets/index-BkQvZaRt.js",
    "images/iPhone15ProMax.png",
    "icons/facade00.svg",
    "reports/20241015.pdf",
    "reports/2024feb1.pdf",
    "reports/1dec2024.pdf",
    "colors-deadbeef.css",
    "3f2a9c1b/app.js",
    "3f2a9c1.js",
  ])("leaves %s in doubt", (assetPath) => {
    expect(looksImmutable(assetPath)).toBe(false);
  });
});
