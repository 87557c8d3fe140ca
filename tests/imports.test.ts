import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { impureChains, violations } from "./import-rules.ts";
import { sourceImports } from "./source-imports.ts";

const root = join(import.meta.dirname, "..");
const notOurs = new Set(["node_modules", "dist", ".turbo", ".global-edge-purge"]);

function sourceFilesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFilesIn(path);
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path.split(sep).join("/")] : [];
  });
}

function publishedEntries(): Set<string> {
  const entries = readdirSync(join(root, "packages")).flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8")) as {
      readonly name: string;
      readonly exports: Readonly<Record<string, unknown>>;
    };
    return Object.keys(manifest.exports).map((subpath) => manifest.name + subpath.slice(1));
  });
  return new Set(entries);
}

const areas = readdirSync(root).filter((name) => ["packages", "examples", "tests", "bench"].includes(name));
const files = areas.flatMap((area) => sourceFilesIn(area));
const entries = publishedEntries();

describe("the imports of this repository", () => {
  it("are read from every folder", () => {
    expect(files).toContain("packages/core/src/index.ts");
    expect(files).toContain(
      relative(root, import.meta.filename)
        .split(sep)
        .join("/"),
    );
  });

  it("go one way only", () => {
    const found = files.flatMap((file) => {
      const imports = sourceImports(file, readFileSync(join(root, file), "utf8"));
      return violations(file, imports, entries);
    });
    expect(found).toEqual([]);
  });

  it("lead from plan and report to nothing that reads, writes or connects", () => {
    const importsOf = (file: string) =>
      sourceImports(file, readFileSync(join(root, file), "utf8"))
        .filter(({ typeOnly }) => !typeOnly)
        .map(({ specifier }) => (specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : specifier));
    expect(impureChains(files, importsOf)).toEqual([]);
  });
});

describe("the rule", () => {
  const value = (file: string, specifier: string) => violations(file, [{ specifier, typeOnly: false }], entries);
  const type = (file: string, specifier: string) => violations(file, [{ specifier, typeOnly: true }], entries);

  it.each([
    ["packages/vite/src/index.ts", "@global-edge-purge/unplugin/vite"],
    ["packages/webpack/src/index.ts", "@global-edge-purge/core"],
    ["packages/unplugin/src/session.ts", "@global-edge-purge/core"],
    ["packages/core/src/index.ts", "./run/purge-build.ts"],
    ["packages/core/src/options.ts", "./options/options.ts"],
    ["packages/core/src/run/execute.ts", "../client/client.ts"],
    ["packages/core/src/plan/plan.ts", "../output/digest.ts"],
    ["packages/core/src/client/client.ts", "../system/errors.ts"],
    ["packages/core/src/client/client.ts", "./sign.ts"],
    ["packages/core/src/client/client.ts", "undici"],
    ["packages/core/src/client/client.test.ts", "../run/execute.ts"],
    ["packages/core/src/client/client.test.ts", "@global-edge-purge/emulator"],
    ["packages/core/src/test/edge-lab.ts", "../client/client.ts"],
    ["examples/vite/vite.config.ts", "@global-edge-purge/vite"],
    ["examples/webpack/src/main.js", "./style.css"],
    ["tests/packed.slow.test.ts", "@global-edge-purge/core/options"],
    ["tests/bundlers/vite.test.ts", "../site.ts"],
  ])("lets %s import %s", (file, specifier) => {
    expect(value(file, specifier)).toEqual([]);
  });

  it.each([
    ["packages/core/src/run/execute.ts", "@global-edge-purge/unplugin/vite", "core must not import unplugin"],
    ["packages/core/src/run/execute.ts", "@global-edge-purge/core", "core must not import core"],
    ["packages/unplugin/src/vite.ts", "@global-edge-purge/vite", "unplugin must not import vite"],
    ["packages/vite/src/index.ts", "@global-edge-purge/webpack", "vite must not import webpack"],
    ["packages/emulator/src/api.ts", "@global-edge-purge/core", "emulator must not import core"],
    ["packages/unplugin/src/vite.ts", "@global-edge-purge/core/client/sign", "this is not a published entry"],
    ["packages/unplugin/src/vite.ts", "../../core/src/index.ts", "a relative path must stay inside"],
    ["packages/core/src/plan/plan.ts", "vite", "core knows no bundler"],
    ["packages/core/src/plan/plan.ts", "../report/verdict.ts", "report comes after plan"],
    ["packages/core/src/client/client.ts", "../options/settings.ts", "options comes after client"],
    ["packages/core/src/plan/plan.ts", "../index.ts", "only users import an entry"],
    ["packages/core/src/plan/plan.ts", "../utils/pack.ts", "this folder is not in the order of the rooms"],
    ["examples/vite/vite.config.ts", "../../packages/vite/src/index.ts", "a relative path must stay inside"],
    ["examples/vite/vite.config.ts", "../demo/demo.mjs", "a relative path must stay inside"],
    ["tests/end-to-end.test.ts", "@global-edge-purge/core/src/index.ts", "this is not a published entry"],
    ["tests/end-to-end.test.ts", "../packages/core/src/client/sign.ts", "a relative path must stay inside"],
    ["bench/digest.ts", "@global-edge-purge/tests", "this is not a published entry"],
    ["packages/vite/src/index.ts", "../../../tests/site.ts", "a relative path must stay inside"],
  ])("forbids %s to import %s", (file, specifier, reason) => {
    expect(value(file, specifier)).toEqual([expect.stringContaining(`${file} imports ${specifier}: ${reason}`)]);
  });

  it("holds types to the order, too", () => {
    expect(type("packages/core/src/plan/diff.ts", "../baseline/baseline.ts")).toEqual([]);
    expect(type("packages/core/src/plan/plan.ts", "../report/purge-report.ts")).toHaveLength(1);
  });

  it("finds the way from a pure room to what is not", () => {
    const imports: Readonly<Record<string, readonly string[]>> = {
      "packages/core/src/plan/plan.ts": ["packages/core/src/output/scan.ts", "node:crypto"],
      "packages/core/src/output/scan.ts": ["node:fs"],
    };
    expect(impureChains(Object.keys(imports), (file) => imports[file] ?? [])).toEqual([
      ["packages/core/src/plan/plan.ts", "packages/core/src/output/scan.ts", "node:fs"],
    ]);
  });
});

describe("reading imports", () => {
  it.each([
    [`import { a } from "x";`, false],
    [`import "x";`, false],
    [`import { type A } from "x";`, false],
    [`import type { A } from "x";`, true],
    [`export { a } from "x";`, false],
    [`export * from "x";`, false],
    [`export type { A } from "x";`, true],
    [`export type * from "x";`, true],
    [`await import("x");`, false],
    [`const x = require("x");`, false],
    [`import x = require("x");`, false],
    [`type A = import("x").A;`, true],
  ])("sees %s", (source, typeOnly) => {
    expect(sourceImports("file.ts", source)).toEqual([{ specifier: "x", typeOnly }]);
  });

  it("leaves out what names no module", () => {
    expect(sourceImports("file.ts", `const a = 1; export { a }; await import(String(a));`)).toEqual([]);
  });

  it("says which file it cannot read", () => {
    expect(() => sourceImports("file.ts", "import {")).toThrow("file.ts cannot be parsed");
  });
});
