import { readFileSync } from "node:fs";
import { endpoints } from "../client/quota.ts";
import type { Credentials } from "../client/sign.ts";
import type { Parsed } from "../net/address.ts";
import type { System } from "../system/system.ts";
import { CredentialsError } from "./credentials-error.ts";
import { findCredentials } from "./credentials.ts";
import { type AccountVariables, parseSite, readAccountVariables } from "./env.ts";
import { OptionsError } from "./options-error.ts";
import { optionsMarked } from "./table/option-table.ts";
import { mergeEnvironment, parseOptions, type WithoutUndefined } from "./parse-options.ts";
import type { BuildFacts } from "./resolution.ts";
import { findS3Credentials } from "./s3-credentials.ts";
import { isS3Location } from "./s3-location.ts";
import type { GivenEnvironment } from "./schema.ts";
import type { Account, Settings } from "./settings.ts";
import { accountSettingsOfTable } from "./table/table-settings.ts";

/** Where keys are looked for besides the options. */
export interface KeySources {
  readonly system: Pick<System, "env" | "dotenv" | "homeDirectory" | "isCI">;
  readonly variables: AccountVariables;
  readonly build: Partial<Pick<BuildFacts, "dotenv" | "envPrefixes" | "projectDirectory">>;
  /** Returns a file's text, or throws the system's error. */
  readonly readFile: (path: string) => string;
}

/**
 * How the account is reached that these options and the environment mean, for whoever needs nothing else: no edge, no
 * environment, nothing that was built.
 *
 * @param options what the user wrote for one environment, unchecked; only what concerns the account is looked at
 * @param readFile returns a file's text, or throws the system's error
 * @throws OptionsError with every mistake in those options
 * @throws CredentialsError
 */
export function resolveAccount(
  options: object,
  system: KeySources["system"],
  readFile: (path: string) => string = readTextFile,
): Account {
  const parsed = parseOptions(
    Object.fromEntries(optionsMarked("account").map((name): [string, unknown] => [name, Reflect.get(options, name)])),
  );
  const { variables, problems } = readAccountVariables(system.env);
  if ("problems" in parsed) throw new OptionsError([...parsed.problems, ...problems]);
  const given = mergeEnvironment(parsed.given, "");
  const endpoint = endpointOf(given, variables);
  if ("problem" in endpoint) throw new OptionsError([...problems, siteProblem(endpoint.problem)]);
  if (problems.length > 0) throw new OptionsError(problems);

  const credentials = findKeys(given, { system, variables, build: {}, readFile });
  return { ...accountSettingsOfTable(given), credentials, endpoint: endpoint.value };
}

/** Returns a file's text, or throws the system's error. */
export function readTextFile(path: string): string {
  return readFileSync(path, "utf8");
}

/** The API's origin: the variable's, else the option's, else that of the site. */
export function endpointOf(
  options: WithoutUndefined<Pick<GivenEnvironment, "endpoint" | "site">>,
  variables: AccountVariables,
): Parsed<string> {
  const endpoint = variables.endpoint ?? options.endpoint;
  if (endpoint !== undefined) return { value: endpoint };
  if (options.site !== undefined) return { value: endpoints[options.site] };
  // NCLOUD_SITE belongs to other tools, too: what it holds is judged only where it decides.
  const site = parseSite(variables.site ?? "public");
  return "problem" in site ? site : { value: endpoints[site.value] };
}

/** The mistake that only `NCLOUD_SITE` can make. */
export function siteProblem(problem: string) {
  return { code: "OPTIONS_INVALID", path: "NCLOUD_SITE", message: `must be ${problem}.` } as const;
}

/**
 * The keys of a run, or `undefined` where there are none and it can do without: it sends nothing.
 *
 * @throws CredentialsError
 */
export function findRunKeys(
  options: WithoutUndefined<Pick<GivenEnvironment, "credentials" | "profile">>,
  { baseline, sendsNothing }: Pick<Settings, "baseline"> & { readonly sendsNothing: boolean },
  sources: KeySources,
): Credentials | undefined {
  const lacksBaselineKeys =
    typeof baseline === "string" &&
    isS3Location(baseline) &&
    findS3Credentials(sources.system.env, undefined) === undefined;
  try {
    return findKeys(options, sources);
  } catch (error) {
    const isMissing = error instanceof CredentialsError && error.code === "CREDENTIALS_MISSING";
    if (isMissing && sendsNothing && !lacksBaselineKeys) return undefined;
    throw error;
  }
}

function findKeys(
  { credentials, profile }: WithoutUndefined<Pick<GivenEnvironment, "credentials" | "profile">>,
  { system, variables, build, readFile }: KeySources,
): Credentials {
  const dotenv = build.dotenv ?? system.dotenv;
  return findCredentials({
    option: credentials,
    env: system.env,
    dotenv,
    folder: dotenv?.folder ?? build.projectDirectory,
    isCI: system.isCI,
    envPrefixes: build.envPrefixes ?? [],
    profile: profile ?? variables.profile,
    homeDirectory: system.homeDirectory,
    readFile,
  });
}

/** @throws CredentialsError `CREDENTIALS_MISSING` */
export function requireCredentials<Given extends Pick<Settings, "credentials">>(
  settings: Given,
): Given & { readonly credentials: Credentials } {
  const { credentials } = settings;
  if (credentials) return { ...settings, credentials };
  throw new CredentialsError("CREDENTIALS_MISSING", "There are no credentials to sign requests with.", {
    next: "Set NCLOUD_ACCESS_KEY_ID and NCLOUD_SECRET_ACCESS_KEY.",
  });
}
