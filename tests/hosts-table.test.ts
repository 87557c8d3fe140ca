import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { versionOf } from "./harness/host.ts";

const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8");
const rows = new Map(
  [...readme.matchAll(/^\| (?<host>[A-Z]?[a-zA-Z ,\d]+?) +\| (?<tested>[^|]*?) +\|/gmu)].map(({ groups }) => [
    groups?.["host"],
    groups?.["tested"],
  ]),
);

describe("the README's table of hosts", () => {
  it.each([
    ["Vite 7, 8", ["vite7", "vite"]],
    ["Vite 6", ["vite6"]],
    ["Vite 5", ["vite5"]],
    ["webpack 5", ["webpack", "webpack-cli"]],
    ["Rspack 2", ["@rspack/core", "@rspack/cli"]],
    ["Rsbuild 2", ["@rsbuild/core"]],
    ["Rollup 4", ["rollup"]],
    ["Rolldown 1", ["rolldown"]],
    ["esbuild", ["esbuild"]],
  ])("names the versions that are tested: %s", (host, packages) => {
    expect(rows.get(host)?.match(/\d+\.\d+\.\d+/gu)).toEqual(packages.map(versionOf));
  });
});
