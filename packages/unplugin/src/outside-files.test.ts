import type { Settings } from "@global-edge-purge/core/options";
import fc from "fast-check";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { ConfiguredOutput } from "./finished-builds.ts";
import { filesOutside, outsideProblems, withoutEnd } from "./outside-files.ts";

const project = resolve("/site");

interface Said extends Partial<Pick<Settings, "outputDirectory" | "base" | "include" | "exclude">> {
  readonly directory?: string;
}

function output(outsideFiles: readonly string[], { directory = "dist/static", ...said }: Said = {}): ConfiguredOutput {
  return {
    directory: resolve(project, directory),
    immutableNames: new Set(),
    outsideFiles: outsideFiles.map((file) => resolve(project, file)),
    // Only what is read here.
    settings: {
      projectDirectory: project,
      base: { assets: "/static/", pages: "/static/" },
      include: ["**"],
      exclude: [],
      ...said,
    } as unknown as Settings,
  };
}

/** Stands in for the globs of core: a name is matched by itself, `*` matches all. */
const createFilter = (include: readonly string[], exclude: readonly string[]) => (path: string) =>
  (include.length === 0 || include.includes("**") || include.includes(path)) && !exclude.includes(path);
const messages = (...outputs: readonly ConfiguredOutput[]) =>
  outsideProblems(outputs, createFilter).map(({ path, message }) => `${path} ${message}`);

describe("outsideProblems", () => {
  it("names the folder around all files, and where that is served", () => {
    expect(messages(output(["dist/index.html"]))).toEqual([
      "outputDirectory must hold all that visitors request, but the build wrote dist/index.html outside dist/static; " +
        'set outputDirectory: "dist" together with base: "/"; ' +
        'or, where visitors never request it, add "../index.html" to exclude',
    ]);
  });

  it.each<[string, Said, string]>([
    ["a base with folders", { base: { assets: "/a/static/", pages: "/a/static/" } }, 'with base: "/a/";'],
    [
      "pages elsewhere",
      { base: { assets: "/a/static/", pages: false } },
      'with base: { assets: "/a/", pages: false };',
    ],
    ["unknown pages", { base: { assets: "/static/" } }, 'with base: { assets: "/", pages: "/" };'],
    ["another base", { base: { assets: "/", pages: "/" } }, "with base, the path where that folder is served;"],
    ["pages of another base", { base: { assets: "/static/", pages: "/" } }, "with base, the path where"],
  ])("says of %s where the folder is served", (_what, said, text) => {
    expect(messages(output(["dist/index.html"], said))).toEqual([expect.stringContaining(text)]);
  });

  it("counts the files, and climbs as far as all of them need", () => {
    expect(messages(output(["out/a/x.html", "out/y.html"], { directory: "out/deep/static" }))).toEqual([
      expect.stringMatching(/wrote out\/a\/x\.html and 1 more outside out\/deep\/static; set outputDirectory: "out" /u),
    ]);
  });

  it("does not name a folder that holds the project", () => {
    const [message] = messages(output(["index.html"], { directory: "dist" }));
    expect(message).toContain("wrote index.html outside dist; let the build write everything into one folder");
    expect(message).not.toContain("set outputDirectory");
  });

  it("names a folder beside the project", () => {
    expect(messages(output(["../www/index.html"], { directory: "../www/static" }))).toEqual([
      expect.stringContaining('set outputDirectory: "../www" together with base: "/"'),
    ]);
  });

  it.each<[string, readonly ConfiguredOutput[]]>([
    ["no file lies outside", [output([])]],
    ["the option's folder holds them", [output(["dist/index.html"], { outputDirectory: resolve(project, "dist") })]],
    ["the option names a folder that something else fills", [output(["x.html"], { outputDirectory: resolve("/www") })]],
    ["another output's folder holds them", [output(["dist/a.html"]), output([], { directory: "dist" })]],
    ["exclude names them from the output directory", [output(["dist/a.html"], { exclude: ["../a.html"] })]],
    ["exclude names them from the folder around", [output(["dist/a.html"], { exclude: ["a.html"] })]],
    ["include leaves them out", [output(["dist/a.html"], { include: ["static/b.js"] })]],
  ])("finds nothing wrong where %s", (_what, outputs) => {
    expect(messages(...outputs)).toEqual([]);
  });

  it("still counts what the option's folder does not hold", () => {
    const said = { directory: "dist/a/static", outputDirectory: resolve(project, "dist/a") };
    expect(messages(output(["dist/a/index.html", "dist/index.html"], said))).toEqual([
      expect.stringContaining('wrote dist/index.html outside dist/a; set outputDirectory: "dist"'),
    ]);
  });
});

describe("filesOutside", () => {
  it("takes names that lead out, and no others", () => {
    const names = ["a.js", "../a.js", "a/../../b.js", "..a.js", "a/..", "../static/a.js", "../static-b/a.js"];
    const directory = resolve(project, "dist/static");
    const outside = filesOutside(
      directory,
      names.map((name) => join(directory, name)),
    );
    expect(outside).toEqual(["dist/a.js", "dist/b.js", "dist/static-b/a.js"].map((path) => resolve(project, path)));
  });
});

describe("withoutEnd", () => {
  const segments = fc.array(fc.stringMatching(/^[a-z가-힣]{1,4}$/u), { maxLength: 3 });

  it("undoes what a folder adds to a base", () => {
    fc.assert(
      fc.property(segments, segments, fc.boolean(), (outer, inner, isEncoded) => {
        fc.pre(inner.length > 0);
        const base = `/${outer.map((segment) => `${segment}/`).join("")}`;
        const folder = inner.join("/");
        expect(withoutEnd(`${base}${isEncoded ? encodeURI(folder) : folder}/`, folder)).toBe(base);
      }),
    );
  });

  it.each([
    ["/", "static", undefined],
    ["/xstatic/", "static", undefined],
    ["/static", "static", "/"],
    ["https://static/", "static", undefined],
    ["https://cdn.example.com/x/static/", "static", "https://cdn.example.com/x/"],
  ])("of %s and %s is %s", (base, folder, result) => {
    expect(withoutEnd(base, folder)).toBe(result);
  });
});
