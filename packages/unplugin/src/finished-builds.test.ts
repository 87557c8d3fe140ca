import type { Settings } from "@global-edge-purge/core/options";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type ConfiguredOutput, finishedBuilds, writesIntoProject } from "./finished-builds.ts";

// Only what is read here; the rest is compared as a whole.
const settings = {
  environment: "production",
  edgeIds: [1],
  projectDirectory: resolve("/site"),
  base: { assets: "/", pages: "/" },
} as unknown as Settings;

function output(directory: string, names: readonly string[] = [], changed: Partial<Settings> = {}): ConfiguredOutput {
  return {
    directory: resolve("/site", directory),
    immutableNames: new Set(names),
    outsideFiles: [],
    settings: { ...settings, ...changed },
  };
}

/** Directory, baseline name and immutable names of each run. */
function runs(...outputs: ConfiguredOutput[]) {
  return finishedBuilds(outputs).map(({ build }) => [
    build.outputDirectory,
    build.outputName,
    [...(build.immutableNames ?? [])],
  ]);
}

describe("finishedBuilds", () => {
  it("is one run for one directory, with the environment's baseline", () => {
    expect(runs(output("dist", ["a-1.js"]))).toEqual([[resolve("/site/dist"), undefined, ["a-1.js"]]]);
  });

  it("is one run for two outputs in one directory", () => {
    expect(runs(output("dist", ["a-1.js"]), output("dist", ["b-1.js"]))).toEqual([
      [resolve("/site/dist"), undefined, ["a-1.js", "b-1.js"]],
    ]);
  });

  it("is one run for the outermost directory", () => {
    expect(runs(output("dist/legacy", ["b-1.js"]), output("dist", ["a-1.js"]))).toEqual([
      [resolve("/site/dist"), undefined, ["a-1.js", "legacy/b-1.js"]],
    ]);
  });

  it("has a run and a baseline for each outermost directory", () => {
    expect(runs(output("dist"), output("dist2"), output("out/admin", ["x-1.js"]))).toEqual([
      [resolve("/site/dist"), "dist", []],
      [resolve("/site/dist2"), "dist2", []],
      [resolve("/site/out/admin"), "out/admin", ["x-1.js"]],
    ]);
  });

  it("has a baseline for each base where one directory is served at several", () => {
    const other = output("dist", [], { base: { assets: "/app/", pages: "/app/" } });
    expect(runs(output("dist"), other).map(([, name]) => name)).toEqual(["dist@/", "dist@/app/"]);
  });

  it("takes a directory inside another for part of it where its base says the same", () => {
    const inner = output("dist/admin", ["x-1.js"], { base: { assets: "/admin/", pages: "/admin/" } });
    expect(runs(output("dist"), inner)).toEqual([[resolve("/site/dist"), undefined, ["admin/x-1.js"]]]);
  });

  it.each<[string, Partial<Settings>]>([
    ["another base", { base: { assets: "/cdn/", pages: "/" } }],
    ["the base of another host", { base: { assets: "/cdn/" } }],
    ["another edge", { edgeIds: [2] }],
    ["other aliases", { aliases: () => [] }],
  ])("has a run of its own for a directory with %s", (_what, changed) => {
    expect(runs(output("dist"), output("dist/cdn", [], changed))).toEqual([
      [resolve("/site/dist"), "dist", []],
      [resolve("/site/dist/cdn"), "dist/cdn", []],
    ]);
  });

  it("takes the option's directory, and the names that lie in it", () => {
    const outputDirectory = resolve("/site/build");
    const outputs = [
      output("build/client", ["a-1.js"], { outputDirectory }),
      output("temporary", ["b-1.js"], { outputDirectory }),
    ];
    expect(runs(...outputs)).toEqual([[outputDirectory, undefined, ["client/a-1.js"]]]);
  });

  it("is nothing for no output", () => {
    expect(finishedBuilds([])).toEqual([]);
  });
});

describe("writesIntoProject", () => {
  it.each([
    ["dist", false],
    ["../out", false],
    ["../site-dist", false],
    [".", true],
    ["..", true],
  ])("of %s is %s", (directory, isProject) => {
    expect(writesIntoProject(output(directory))).toBe(isProject);
  });

  it("is not asked where the option says it", () => {
    expect(writesIntoProject(output(".", [], { outputDirectory: resolve("/site") }))).toBe(false);
  });
});
