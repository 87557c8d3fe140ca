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

/**
 * The stages of core, each after those whose types it needs: a plan compares a manifest with a baseline, and the edge is
 * sent a plan's batches. `run` is the one place that knows several.
 */
const stages = ["options", "output", "manifest", "baseline", "plan", "edge", "probe", "origin", "verify", "run"];
const bundlers = ["vite", "webpack", "rollup", "rolldown", "esbuild", "unplugin"];

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
    return stageReason(file, target, imported.typeOnly);
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
function stageReason(file: string, target: string, typeOnly: boolean): string | undefined {
  if (!file.startsWith("packages/core/src/") || isTest(file)) return undefined;
  const from = roomOf(file);
  const to = roomOf(target);
  if (from === "entry" || from === "run" || from === to) return undefined;
  if (to === "entry") return "only users import an entry";
  if (to === "ground") return undefined;
  if (from === "ground") return "a file outside the stages imports no stage";
  const distance = stages.indexOf(to) - stages.indexOf(from);
  if (!stages.includes(from) || !stages.includes(to)) return "this folder is not in the order of the stages";
  if (distance > 0) return `${to} comes after ${from}`;
  return typeOnly ? undefined : `${from} may import types of ${to}, not values; run/ brings stages together`;
}

/** Tests, and what only they need. They may try our packages against the emulator. */
function isTest(file: string): boolean {
  return file.endsWith(".test.ts") || /^packages\/[^/]+\/src\/test\//.test(file);
}

function roomOf(file: string): string {
  const [room, ...rest] = file.slice("packages/core/src/".length).split("/");
  if (rest.length > 0) return room ?? "";
  return room === "index.ts" || room === "options.ts" ? "entry" : "ground";
}
