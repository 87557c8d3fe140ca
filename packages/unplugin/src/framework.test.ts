import { frameworkPlace } from "@global-edge-purge/core/frameworks";
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
    ["vike:build:pluginBuildApp", "vike"],
    ["vuepress:main", "VuePress"],
    ["storybook:code-generator-plugin", "Storybook"],
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
  const adviceOf = (...plugins: readonly string[]) => {
    const framework = frameworkOfVite(plugins);
    return framework && adviceFor(framework, frameworkPlace(framework.name));
  };

  it("is one command, with the URLs that the framework's own links have, and the line that saves it", () => {
    expect(adviceOf("nuxt:environments")).toBe(
      "Global Edge purge skipped: Nuxt writes pages after this build. Run this once they are uploaded: " +
        "npx global-edge-purge run --dir .output/public --aliases clean, " +
        "or add globalEdgePurge of @global-edge-purge/unplugin/nuxt to modules and leave this plugin out",
    );
    expect(adviceOf("vitepress")).toMatch(/run --dir \.vitepress\/dist --aliases clean$/u);
  });

  it("is none where Storybook builds from the config of a site", () => {
    expect(adviceOf("astro:build", "storybook:code-generator-plugin")).toBeUndefined();
  });
});
