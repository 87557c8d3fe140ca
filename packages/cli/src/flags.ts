import type { EnvironmentOptions } from "@global-edge-purge/core/options";
import { type Command, Option } from "commander";
import { resolve } from "node:path";

/** What can stand on the command line, as commander hands it over: absent where it does not. */
export interface Flags {
  readonly dir?: string;
  readonly env?: string;
  readonly edgeId?: string;
  readonly base?: string;
  readonly baseline?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly immutable?: readonly string[];
  readonly purge?: readonly string[];
  readonly aliases?: string;
  readonly queries?: readonly string[];
  readonly onMissingBaseline?: string;
  readonly allowShrink?: boolean;
  readonly pullRequests?: boolean;
  readonly config?: string;
  readonly profile?: string;
  readonly site?: string;
  readonly endpoint?: string;
  readonly dryRun?: boolean;
  readonly origin?: string;
  readonly verify?: string;
  readonly wait?: string | boolean;
  readonly budget?: string;
  readonly reportJson?: string;
  readonly json?: boolean;
  readonly logLevel?: string;
}

const buildGroup = "What was built:";
const purgeGroup = "What is purged:";
const accountGroup = "Which edge, and as whom:";
const sendGroup = "How it is sent and told:";

/** Each flag with its help. Values are checked where options are, so that both are told in the same words. */
const definitions: Readonly<
  Record<keyof Flags, { readonly group: string; readonly flag: string; readonly help: string }>
> = {
  dir: { group: buildGroup, flag: "--dir <folder>", help: "the folder that the build wrote" },
  base: { group: buildGroup, flag: "--base <path>", help: "where it is served (default: /)" },
  include: { group: buildGroup, flag: "--include <globs...>", help: "only files that match count" },
  exclude: { group: buildGroup, flag: "--exclude <globs...>", help: "files that match do not count" },
  immutable: {
    group: buildGroup,
    flag: "--immutable <globs...>",
    help: "files whose names carry a content hash, such as 'assets/**' (default: names in folders that are reserved for them)",
  },
  aliases: {
    group: purgeGroup,
    flag: "--aliases <form>",
    help: "none, directory (dir/ too) or clean (dir and page too; default: directory)",
  },
  queries: { group: purgeGroup, flag: "--queries <queries...>", help: "queries that are part of visitors' URLs" },
  purge: { group: purgeGroup, flag: "--purge <kinds...>", help: "of added, changed, removed (default: all three)" },
  onMissingBaseline: {
    group: purgeGroup,
    flag: "--on-missing-baseline <what>",
    help: "purge mutable names, all, or stop with an error (default: mutable)",
  },
  allowShrink: { group: purgeGroup, flag: "--allow-shrink", help: "the site really became much smaller" },
  env: {
    group: accountGroup,
    flag: "--env <name>",
    help: "the environment (default: GLOBAL_EDGE_PURGE_ENV, else production)",
  },
  edgeId: {
    group: accountGroup,
    flag: "--edge-id <ids>",
    help: "the edge, or several with commas (default: GLOBAL_EDGE_PURGE_EDGE_ID)",
  },
  profile: { group: accountGroup, flag: "--profile <name>", help: "the section of ~/.ncloud/configure" },
  site: { group: accountGroup, flag: "--site <name>", help: "public or gov (default: NCLOUD_SITE, else public)" },
  endpoint: { group: accountGroup, flag: "--endpoint <URL>", help: "another address for the API, such as an emulator" },
  config: {
    group: accountGroup,
    flag: "--config <file>",
    help: "options (default: global-edge-purge.config.{ts,js,mjs,json})",
  },
  baseline: {
    group: sendGroup,
    flag: "--baseline <place>",
    help: "what the edge is known to serve: a file or s3://bucket/key (default: .global-edge-purge/<env>/baseline.json)",
  },
  dryRun: { group: sendGroup, flag: "--dry-run", help: "say what would be purged; send and save nothing" },
  origin: { group: sendGroup, flag: "--origin <URL>", help: "purge only what the origin already serves" },
  verify: { group: sendGroup, flag: "--verify <URL>", help: "check afterwards that the edge serves the new files" },
  wait: { group: sendGroup, flag: "--wait [ms]", help: "wait until the edge has completed it (default: 600000)" },
  budget: { group: sendGroup, flag: "--budget <ms>", help: "most time for waiting and sending" },
  pullRequests: { group: sendGroup, flag: "--pull-requests", help: "also where a pull request is built" },
  reportJson: { group: sendGroup, flag: "--report-json <file>", help: "write the report to a file, too" },
  json: { group: sendGroup, flag: "--json", help: "the report on standard output, and nothing else" },
  logLevel: {
    group: sendGroup,
    flag: "--log-level <level>",
    help: "silent, error, warn, info or debug (default: info)",
  },
};

/** Every flag, in the order of the help. */
export const flagNames = Object.keys(definitions) as readonly (keyof Flags)[];

/** Adds flags to a command, in the order of the help. */
export function addFlags(command: Command, names: readonly (keyof Flags)[]): Command {
  for (const name of flagNames.filter((known) => names.includes(known))) {
    const { group, flag, help } = definitions[name];
    command.addOption(new Option(flag, help).helpGroup(group));
  }
  return command;
}

/** Flags that carry the name and the value of their option. */
const plainFlags: readonly string[] = [
  "base",
  "include",
  "exclude",
  "immutable",
  "purge",
  "aliases",
  "queries",
  "onMissingBaseline",
  "allowShrink",
  "pullRequests",
  "profile",
  "site",
  "endpoint",
  "dryRun",
  "logLevel",
] satisfies readonly (keyof Flags)[];

/** The options that flags stand for, unchecked. Paths are those of the shell: they start in the working directory. */
export function optionsOfFlags(
  flags: Flags,
  workingDirectory: string,
): { readonly [Name in keyof EnvironmentOptions]?: unknown } {
  const { dir, edgeId, baseline, origin, verify, wait, budget, reportJson } = flags;
  const fromHere = (path: string) => (path.includes("://") ? path : resolve(workingDirectory, path));
  return {
    ...Object.fromEntries(Object.entries(flags).filter(([name]) => plainFlags.includes(name))),
    ...(dir !== undefined && { outputDirectory: fromHere(dir) }),
    ...(baseline !== undefined && { baseline: fromHere(baseline) }),
    ...(edgeId !== undefined && { edgeId: edgeId.split(",").map(Number) }),
    ...(origin !== undefined && { origin: { url: origin } }),
    ...(verify !== undefined && { verify: { url: verify } }),
    ...(wait !== undefined && { wait: typeof wait === "string" ? { timeout: Number(wait) } : wait }),
    ...(budget !== undefined && { budget: Number(budget) }),
    ...(reportJson !== undefined && { report: { json: fromHere(reportJson) } }),
  };
}
