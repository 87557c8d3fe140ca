import { type CommandName, flagsOf, type OptionFlag, optionRows } from "@global-edge-purge/core/option-table";
import type { EnvironmentOptions } from "@global-edge-purge/core/options";
import { type Command, Option } from "commander";
import { resolve } from "node:path";

/** What stands on the command line, as commander hands it over: absent where it does not. */
export interface Flags {
  readonly env?: string;
  readonly config?: string;
  readonly envFile?: string;
  readonly json?: boolean;
  /** Flags that stand for options: `optionsOfFlags` reads them. */
  readonly [flag: string]: unknown;
}

const anAnswer = "the answer on standard output, as JSON";

/** Flags of every command that no option stands for. */
const ownFlags: readonly (Pick<OptionFlag, "flag" | "help" | "helpOf"> & { readonly heading: string })[] = [
  {
    heading: "Which edge, and as whom:",
    flag: "--config <file>",
    help: "options (default: global-edge-purge.config.{ts,js,mjs,json})",
  },
  {
    heading: "Which edge, and as whom:",
    flag: "--env-file <file>",
    help: "keys and edge ids (default: .env, .env.local, .env.<env>, .env.<env>.local)",
  },
  {
    heading: "How it is sent and told:",
    flag: "--json",
    help: "the report on standard output, and nothing else",
    helpOf: {
      status: anAnswer,
      edges: anAnswer,
      forget: anAnswer,
      explain: anAnswer,
      doctor: anAnswer,
      init: "what is to be done and what was written on standard output, as JSON",
    },
  },
];

/**
 * Gives a command its flags, in the order of the help. Values are checked where options are: both are told in the same
 * words.
 */
export function addFlags(command: Command, name: CommandName): Command {
  const taken = optionRows.flatMap(([, row, heading]) =>
    flagsOf(row).flatMap((flag) => (flag.commands.includes(name) ? [{ heading, ...flag }] : [])),
  );
  for (const { heading, flag, help, helpOf } of [...taken, ...ownFlags]) {
    command.addOption(new Option(flag, helpOf?.[name] ?? help).helpGroup(heading));
  }
  return command;
}

/**
 * The options that flags stand for, unchecked. Paths are those of the shell: they start in the working directory.
 * `environment` is among them.
 */
export function optionsOfFlags(
  flags: Flags,
  workingDirectory: string,
): { readonly [Name in keyof EnvironmentOptions | "environment"]?: unknown } {
  const fromHere = (path: string) => (path.includes("://") ? path : resolve(workingDirectory, path));
  const given = optionRows.flatMap(([name, row]): [string, unknown][] => {
    const values = flagsOf(row).flatMap(({ flag, read }) => {
      const value = flags[new Option(flag).attributeName()];
      if (value === undefined) return [];
      return [read && typeof value === "string" ? read(value, fromHere) : value];
    });
    if (values.length === 0) return [];
    return [[name, values.length === 1 ? values[0] : Object.assign({}, ...values)]];
  });
  return Object.fromEntries(given) as { readonly [Name in keyof EnvironmentOptions]?: unknown };
}
