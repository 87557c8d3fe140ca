import type { System } from "@global-edge-purge/core";
import { type Dotenv, dotenvNames, readDotenv } from "@global-edge-purge/core/internal";
import { createSystem, OptionsError, unlistedEnvironment } from "@global-edge-purge/core/options";
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { type Flags, optionsOfFlags } from "./flags.ts";
import { loadConfig } from "./load-config.ts";
import {
  environmentOf,
  isMistyped,
  mergeOptions,
  namedEnvironment,
  optionsOfEnvironment,
  type UncheckedOptions,
} from "./merge-options.ts";
import type { ProgramContext } from "./program-context.ts";
import { UsageError } from "./usage-error.ts";

/** What every command starts from. */
export interface CommandInput {
  readonly environment: string;
  /** Whether the options, the environment or a `.env` file name an edge. */
  readonly namesEdge: boolean;
  /** Where relative paths of the config start. Absolute. */
  readonly projectDirectory: string;
  /** Of the command line alone, unchecked. */
  readonly given: UncheckedOptions;
  /** Of the config for this environment, with those of the command line, unchecked. */
  readonly own: UncheckedOptions;
  /** All that the config holds, with those of the command line, unchecked. */
  readonly options: unknown;
  /** What the config file alone holds, unchecked. */
  readonly config: unknown;
  readonly system: System;
}

/** What options may depend on that a command finds out by itself. */
export type CommandPlace = Pick<CommandInput, "environment" | "projectDirectory" | "own" | "namesEdge" | "system">;

/**
 * @param fixed what the command itself decides
 * @throws UsageError `CONFIG_UNREADABLE`
 */
export async function readInput(
  flags: Flags,
  context: ProgramContext,
  fixed: UncheckedOptions | ((place: CommandPlace) => UncheckedOptions | Promise<UncheckedOptions>) = {},
): Promise<CommandInput> {
  const { env, workingDirectory, signal, printError, annotate, rewriteLine } = context;
  const { options: config, projectDirectory } = await loadConfig(flags.config, workingDirectory);
  const environment = environmentOf(config, flags.env, env["GLOBAL_EDGE_PURGE_ENV"]);
  const { environment: _named, ...own } = optionsOfFlags(flags, workingDirectory);
  const ownOptions = { ...optionsOfEnvironment(config, environment), ...own };
  const dotenv = dotenvOf(flags, environment, workingDirectory);
  const namesEdge =
    ownOptions.edgeId !== undefined ||
    [env, dotenv.variables].some((variables) => variables["GLOBAL_EDGE_PURGE_EDGE_ID"]?.trim());
  const system = createSystem({
    env,
    signal,
    write: printError,
    dotenv,
    ...(annotate && { annotate }),
    ...(rewriteLine && { rewriteLine }),
  });
  const place = { environment, projectDirectory, own: ownOptions, namesEdge, system };
  const decided = typeof fixed === "function" ? await fixed(place) : fixed;
  const given = { ...own, ...decided };
  return {
    environment,
    projectDirectory,
    namesEdge,
    given,
    own: { ...ownOptions, ...decided },
    config,
    options: mergeOptions(config, given, environment, flags.env !== undefined),
    system,
  };
}

/**
 * For commands that read only some options of an environment, and would not notice that it is not listed.
 *
 * @throws OptionsError
 */
export function refuseUnlisted({ config }: Pick<CommandInput, "config">, flags: Flags, context: ProgramContext): void {
  const { environments } = optionsOfEnvironment(config, "");
  if (flags.env !== undefined && environments === undefined && !isMistyped(flags.env)) return;
  const named = namedEnvironment(config, flags.env, context.env["GLOBAL_EDGE_PURGE_ENV"]);
  const problem = unlistedEnvironment(
    named,
    typeof environments === "object" && environments ? environments : undefined,
  );
  if (problem) throw new OptionsError([problem]);
}

/**
 * What `.env` files say: the one that `--env-file` names, else those of the working directory that Vite would read.
 *
 * @throws UsageError `ENV_FILE_UNREADABLE`
 */
function dotenvOf({ envFile }: Flags, environment: string, workingDirectory: string): Dotenv {
  if (envFile === undefined) return readDotenv(workingDirectory, dotenvNames(environment), readText);
  const path = resolve(workingDirectory, envFile);
  if (readText(path) === undefined) {
    throw new UsageError("ENV_FILE_UNREADABLE", `The file of variables ${path} cannot be read.`, {
      next: "Give --env-file a file that is there, or leave it out: then .env.local and its like are read.",
    });
  }
  return readDotenv(dirname(path), [basename(path)], readText);
}

/** A file's text. What cannot be read is as good as not there: the run that needs it says what is wrong with it. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
