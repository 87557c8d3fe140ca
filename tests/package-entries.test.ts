import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

interface Entry {
  readonly "@global-edge-purge/source"?: string;
  readonly require?: { readonly types: string; readonly default: string };
  readonly types: string;
  readonly default: string;
}

interface Manifest {
  readonly main?: string;
  readonly types?: string;
  readonly typesVersions?: { readonly "*": Readonly<Record<string, readonly string[]>> };
  readonly exports: Readonly<Record<string, Entry | string>>;
  readonly publishConfig: { readonly exports?: Readonly<Record<string, Entry | string>> };
}

const packages = join(import.meta.dirname, "..", "packages");
const manifests = readdirSync(packages).map((folder): [string, Manifest] => [
  folder,
  JSON.parse(readFileSync(join(packages, folder, "package.json"), "utf8")) as Manifest,
]);
const entriesOf = ({ exports }: Manifest) =>
  Object.entries(exports).flatMap(([subpath, entry]) => (typeof entry === "string" ? [] : [{ subpath, entry }]));
const libraries = manifests.filter(([, manifest]) => entriesOf(manifest).length > 0);

describe.each(libraries)("the entries of %s", (_folder, manifest) => {
  it("are published as they are used here, but for our sources", () => {
    const published = Object.entries(manifest.exports).map(([subpath, entry]) => {
      if (typeof entry === "string") return [subpath, entry];
      const { "@global-edge-purge/source": _, ...rest } = entry;
      return [subpath, rest];
    });
    expect(manifest.publishConfig.exports).toEqual(Object.fromEntries(published));
  });
});

// The emulator is no part of a site's build.
describe.each(libraries.filter(([folder]) => folder !== "emulator"))("the entries of %s", (_folder, manifest) => {
  it("are found by what knows no exports: TypeScript's moduleResolution node", () => {
    for (const { subpath, entry } of entriesOf(manifest)) {
      const types = entry.require?.types ?? entry.types;
      if (subpath === ".") {
        expect(manifest.types).toBe(types);
        expect(manifest.main).toBe(entry.require?.default ?? entry.default);
      } else expect(manifest.typesVersions?.["*"][subpath.slice("./".length)], subpath).toEqual([types]);
    }
  });
});
