import { dirname, resolve } from "node:path";
import { UsageError } from "./usage-error.ts";

export interface LoadedConfig {
  /** What the file exports, unchecked; no options where there is no file. */
  readonly options: unknown;
  /** Where relative paths of the options start: the file's folder, or the working directory. Absolute. */
  readonly projectDirectory: string;
}

/**
 * Loads `global-edge-purge.config.{ts,js,mjs,json}` of the working directory, or the file that `--config` names.
 *
 * @throws UsageError `CONFIG_UNREADABLE`
 */
export async function loadConfig(file: string | undefined, workingDirectory: string): Promise<LoadedConfig> {
  // Loading this takes longer than everything else that a command does before it sends.
  const { loadConfig: load } = await import("c12");
  try {
    const { config, _configFile } = await load({
      name: "global-edge-purge",
      cwd: workingDirectory,
      ...(file !== undefined && { configFile: resolve(workingDirectory, file), configFileRequired: true }),
      // One file says it all: no other places, no layers, nothing fetched.
      rcFile: false,
      globalRc: false,
      packageJson: false,
      dotenv: false,
      extend: false,
      envName: false,
    });
    return { options: config, projectDirectory: _configFile === undefined ? workingDirectory : dirname(_configFile) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError("CONFIG_UNREADABLE", `The config cannot be loaded: ${message}`, {
      next: "Give --config a file whose default export holds the options (.ts, .js, .mjs or .json).",
      cause: error,
    });
  }
}
