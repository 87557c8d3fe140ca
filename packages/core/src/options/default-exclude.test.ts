import { describe, expect, it } from "vitest";
import { createAssetFilter } from "../output/asset-filter.ts";
import { defaultExclude } from "./default-exclude.ts";

const counts = createAssetFilter([], defaultExclude);

describe("defaultExclude", () => {
  it.each([
    "index-BkQ3vZ1a.js.map",
    "assets/style.css.map",
    "assets/index.js.map.gz",
    "assets/index.js.map.br",
    ".vite/manifest.json",
    "client/.vite/ssr-manifest.json",
    ".global-edge-purge/production/baseline.json",
    "images/.DS_Store",
    ".gitkeep",
    ".git/config",
    ".git/objects/ab/cd",
    "docs/.git/HEAD",
    // Of a worktree or a submodule, a file.
    ".git",
    ".svn/wc.db",
    "a/.hg/store/data",
    ".hgignore",
    ".gitmodules",
  ])("leaves out %s", (assetPath) => {
    expect(counts(assetPath)).toBe(false);
  });

  it.each([
    "index.html",
    "assets/index.js",
    "assets/index.js.gz",
    ".well-known/security.txt",
    ".github/logo.png",
    "git/index.html",
    "my.git/info",
    ".well-known/acme-challenge/token",
    "tiles/world.map",
    "sw.js",
    "manifest.webmanifest",
  ])("keeps %s", (assetPath) => {
    expect(counts(assetPath)).toBe(true);
  });
});
