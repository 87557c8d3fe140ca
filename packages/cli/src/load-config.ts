import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "./usage-error.ts";

export interface LoadedConfig {
  /** What the file exports, unchecked; no options where there is no file. */
  readonly options: unknown;
  /** Where relative paths of the options start: the file's folder, or the working directory. Absolute. */
  readonly projectDirectory: string;
}

const defaultNames = ["ts", "js", "mjs", "json"].map((ending) => `global-edge-purge.config.${ending}`);

/**
 * Loads `global-edge-purge.config.{ts,js,mjs,json}` of the working directory, or the file that `--config` names.
 *
 * @throws UsageError `CONFIG_UNREADABLE`
 */
export async function loadConfig(file: string | undefined, workingDirectory: string): Promise<LoadedConfig> {
  const paths = (file === undefined ? defaultNames : [file]).map((name) => resolve(workingDirectory, name));
  const path = file === undefined ? paths.find((candidate) => existsSync(candidate)) : paths[0];
  if (path === undefined) return { options: {}, projectDirectory: workingDirectory };
  try {
    return { options: await importOptions(path), projectDirectory: dirname(path) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError("CONFIG_UNREADABLE", `The config cannot be loaded: ${message}`, {
      next: "Give --config a file whose default export holds the options (.ts, .js, .mjs or .json).",
      cause: error,
    });
  }
}

async function importOptions(path: string): Promise<unknown> {
  if (path.endsWith(".json")) return withoutSchema(JSON.parse(readFileSync(path, "utf8")));
  // Node 20 reads no TypeScript. Loading this takes longer than everything else that a command does before it sends.
  const { createJiti } = await import("jiti");
  return createJiti(path, { fsCache: false, moduleCache: false }).import(path, { default: true });
}

/** `$schema` is for editors, and no option. */
function withoutSchema(config: unknown): unknown {
  if (typeof config !== "object" || config === null || Array.isArray(config)) return config;
  return Object.fromEntries(Object.entries(config).filter(([name]) => name !== "$schema"));
}
