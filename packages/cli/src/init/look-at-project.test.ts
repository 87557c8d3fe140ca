import { describe, expect, it } from "vitest";
import { outputOf } from "./hosts.ts";
import { lookAtProject } from "./look-at-project.ts";

function look(files: Readonly<Record<string, unknown>>, config?: string) {
  const list = (folder: string) => (folder === "" ? Object.keys(files) : []);
  const readText = (path: string) => {
    const file = files[path];
    return typeof file === "object" ? JSON.stringify(file) : typeof file === "string" ? file : undefined;
  };
  const project = lookAtProject({ list, readText }, config);
  const { host, scripted, build, ownConfig, site } = project;
  const name = host?.host.name ?? scripted?.name;
  return { name, build, output: outputOf(name, host?.config.path), ownConfig: ownConfig?.path, site };
}

function packageJson(dependency: string, ...scripts: readonly string[]) {
  return {
    devDependencies: { [dependency]: "1.0.0" },
    scripts: Object.fromEntries(scripts.map((script) => [script, "make"])),
  };
}

describe("a project", () => {
  it.each([
    ["docs/.vitepress/config.mts", "vitepress", ["build", "docs:build"], "docs/.vitepress/dist", "docs:build"],
    [".vitepress/config.mts", "vitepress", ["build", "docs:build"], ".vitepress/dist", "build"],
    [".vitepress/config.mts", "vitepress", ["docs:build"], ".vitepress/dist", "docs:build"],
    [".vuepress/config.js", "vuepress", [], ".vuepress/dist", undefined],
    ["docs/.vuepress/config.js", "vuepress", ["build"], "docs/.vuepress/dist", "build"],
    ["astro.config.mjs", "astro", ["build"], "dist", "build"],
  ] as const)(
    "with %s writes beside its config, and is built by a script that is there",
    (path, name, names, folder, script) => {
      expect(look({ [path]: "export default {};", "package.json": packageJson(name, ...names) })).toMatchObject({
        output: folder,
        build: script,
      });
    },
  );

  it("of VitePress in docs has its plan there, any other has it here", () => {
    const files = { "package.json": packageJson("vitepress", "build") };
    expect(look({ ...files, "docs/.vitepress/config.js": "" }).site).toBe("docs");
    expect(look({ ...files, ".vitepress/config.js": "" }).site).toBeUndefined();
    // VuePress runs where its command was called.
    const vuepress = { "package.json": packageJson("vuepress"), "docs/.vuepress/config.js": "" };
    expect(look(vuepress)).toMatchObject({ name: "VuePress", site: undefined });
  });

  it("of Storybook alone is built by build-storybook", () => {
    const found = { name: "Storybook", output: "storybook-static" };
    expect(look({ "package.json": packageJson("storybook", "build-storybook", "build") })).toMatchObject({
      ...found,
      build: "build-storybook",
    });
    expect(look({ "package.json": packageJson("storybook", "build") })).toMatchObject({ ...found, build: undefined });
  });

  it.each([
    [{ "package.json": packageJson("@angular/cli", "build") }],
    [{ "angular.json": "{}", "package.json": packageJson("@angular/core", "build") }],
  ])("of Angular is known, and where it writes is not: %j", (files) => {
    expect(look(files)).toMatchObject({ name: "Angular", output: undefined, build: "build" });
  });

  it("has the config that somebody names as its own", () => {
    expect(look({ "site.mjs": "export default {};" }, "site.mjs").ownConfig).toBe("site.mjs");
    expect(look({ "global-edge-purge.config.json": "{}" }).ownConfig).toBe("global-edge-purge.config.json");
  });

  it.each(["null", "no JSON", '{ "scripts": null }'])("needs no package.json that makes sense: %s", (text) => {
    expect(look({ "package.json": text })).toMatchObject({ name: undefined, build: undefined });
  });
});
