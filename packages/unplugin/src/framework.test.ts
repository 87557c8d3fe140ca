import { describe, expect, it } from "vitest";
import { adviceFor, frameworkOfVite, frameworkOfWebpack, isServerOfNext } from "./framework.ts";

describe("frameworkOfVite", () => {
  it.each([
    ["astro:build", "Astro"],
    ["@astro/plugin-build-css", "Astro"],
    ["vitepress", "VitePress"],
    ["vitepress:data", "VitePress"],
    ["vite-plugin-sveltekit-compile", "SvelteKit"],
    ["react-router", "React Router"],
    ["react-router:virtual-modules", "React Router"],
    ["nuxt:environments", "Nuxt"],
  ])("knows %s", (plugin, name) => {
    expect(frameworkOfVite(["vite:css", plugin])?.name).toBe(name);
  });

  it.each([
    ["vite:build-html"],
    ["vite-plugin-svelte"],
    ["my-vitepress-theme"],
    ["react-routerish"],
    ["nuxt-ui"],
    ["nuxt:ui"],
    ["nuxt:ui:app-config"],
  ])("does not take %s for one", (plugin) => {
    expect(frameworkOfVite([plugin])).toBeUndefined();
  });
});

describe("frameworkOfWebpack", () => {
  it.each([
    ["/site/.next", [], "Next.js"],
    ["/site/.next/server/chunks", [], "Next.js"],
    ["C:\\site\\.next\\server", [], "Next.js"],
    ["/site/build", ["@site", "@docusaurus/Link"], "Docusaurus"],
    ["/site/dist", ["@", "docusaurus"], undefined],
    ["/site/.nextcloud", [], undefined],
  ])("of %s with %j is %s", (outputPath, aliases, name) => {
    expect(frameworkOfWebpack({ outputPath, aliases })?.name).toBe(name);
  });
});

describe("isServerOfNext", () => {
  it.each([
    ["/site/.next", false],
    ["/site/.next/server/chunks", true],
    ["C:\\site\\.next\\server", true],
    ["/site/.nextcloud/a", false],
  ])("of %s is %s", (outputPath, isServer) => {
    expect(isServerOfNext(outputPath)).toBe(isServer);
  });
});

describe("adviceFor", () => {
  it("is one command", () => {
    const framework = frameworkOfVite(["nuxt:environments"]);
    expect(framework && adviceFor(framework)).toMatch(/Nuxt .*: npx global-edge-purge run --dir \.output\/public$/u);
  });
});
