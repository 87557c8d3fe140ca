import { posix } from "node:path";
import type { SourceImport } from "./source-imports.ts";

const scope = "@global-edge-purge/";

/** Which of our packages each package may import. Examples, tests and benchmarks may import them all. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  unplugin: ["core"],
  vite: ["unplugin", "core"],
  webpack: ["unplugin", "core"],
  cli: ["core"],
  emulator: [],
};

/** The rooms of core, in order: a room imports from itself and from rooms before it, values and types alike. */
const rooms = [
  "system",
  "net",
  "client",
  "options",
  "output",
  "baseline",
  "plan",
  "plan-file",
  "report",
  "served",
  "run",
  "inspect",
];
const bundlers = ["vite", "webpack", "rollup", "rolldown", "esbuild", "@rspack", "@rsbuild", "unplugin"];

/**
 * What is wrong with the imports of one file, in words; nothing when all is well.
 *
 * @param file path from the root of the repository, with forward slashes
 * @param publishedEntries what users can import from us: `@global-edge-purge/core`, `@global-edge-purge/core/options`, …
 */
export function violations(
  file: string,
  imports: readonly SourceImport[],
  publishedEntries: ReadonlySet<string>,
): string[] {
  return imports
    .map((imported) => ({ imported, reason: reasonAgainst(file, imported, publishedEntries) }))
    .filter(({ reason }) => reason !== undefined)
    .map(({ imported, reason }) => `${file} imports ${imported.specifier}: ${reason}`);
}

function reasonAgainst(file: string, imported: SourceImport, publishedEntries: ReadonlySet<string>) {
  const { specifier } = imported;
  const area = areaOf(file);
  if (specifier.startsWith(".")) {
    const target = posix.join(posix.dirname(file), specifier);
    if (!target.startsWith(`${area}/`)) return `a relative path must stay inside ${area}`;
    return roomReason(file, target);
  }
  const [, packageName] = /^packages\/([^/]+)\//.exec(file) ?? [];
  if (specifier.startsWith(scope)) {
    if (!publishedEntries.has(specifier)) return "this is not a published entry";
    const importedPackage = specifier.slice(scope.length).split("/")[0] ?? "";
    const mayTry = isTest(file) && importedPackage === "emulator";
    if (packageName !== undefined && !mayTry && !mayImport[packageName]?.includes(importedPackage)) {
      return `${packageName} must not import ${importedPackage}`;
    }
  }
  if (packageName === "core" && bundlers.includes(specifier.split("/")[0] ?? "")) return "core knows no bundler";
  return undefined;
}

/** The folder that a file's relative imports must not leave. */
function areaOf(file: string): string {
  const [top, second] = file.split("/");
  if (top === "packages") return `packages/${second}/src`;
  return top === "examples" ? `examples/${second}` : `${top}`;
}

/** Tests may bring together what the code keeps apart. */
function roomReason(file: string, target: string): string | undefined {
  if (!file.startsWith("packages/core/src/") || isTest(file)) return undefined;
  const from = roomOf(file);
  const to = roomOf(target);
  if (to === undefined) return "only users import an entry";
  if (from === undefined) return undefined;
  const distance = rooms.indexOf(to) - rooms.indexOf(from);
  if (!rooms.includes(from) || !rooms.includes(to)) return "this folder is not in the order of the rooms";
  return distance > 0 ? `${to} comes after ${from}` : undefined;
}

/** Tests, and what only they need. They may try our packages against the emulator. */
function isTest(file: string): boolean {
  return file.endsWith(".test.ts") || /^packages\/[^/]+\/src\/test\//.test(file);
}

/** The room of a file of core; `undefined` for an entry, which stands outside of them. */
function roomOf(file: string): string | undefined {
  const [room, ...rest] = file.slice("packages/core/src/".length).split("/");
  return rest.length > 0 ? room : undefined;
}

/**
 * What `plan` and `report` must not reach by any chain of imports that is left once the types are gone: whatever reads, writes or
 * connects. The client's grammar and table of failures reach nothing, and are theirs to use.
 */
const impure = /^(?:node:(?!crypto$|path$|util$|buffer$)|undici(?:\/|$)|aws4fetch$)|\/(?:served|stores)\//u;

/**
 * The chains by which a pure room reaches something impure, each as the files on the way.
 *
 * @param importsOf what a file of core imports: paths of files from the root of the repository, or names of modules
 */
export function impureChains(
  files: readonly string[],
  importsOf: (file: string) => readonly string[],
): readonly (readonly string[])[] {
  const chains: string[][] = [];
  const seen = new Set<string>();
  const walk = (module: string, way: readonly string[]): void => {
    if (impure.test(module)) chains.push([...way, module]);
    if (seen.has(module) || !module.endsWith(".ts")) return;
    seen.add(module);
    for (const next of importsOf(module)) walk(next, [...way, module]);
  };
  for (const file of files.filter((path) => /^packages\/core\/src\/(?:plan|report)\//u.test(path) && !isTest(path))) {
    walk(file, []);
  }
  return chains;
}
