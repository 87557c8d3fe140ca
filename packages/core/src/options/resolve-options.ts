import type { System } from "../system/system.ts";
import { assembleSettings, reportIn } from "./assemble-settings.ts";
import { CredentialsError } from "./credentials-error.ts";
import { readVariables, type Variables } from "./env.ts";
import { OptionsError } from "./options-error.ts";
import { mergeEnvironment, parseOptions } from "./parse-options.ts";
import type { BuildFacts, Resolution, Skipped } from "./resolution.ts";
import { findRunKeys, readTextFile } from "./resolve-account.ts";
import type { GivenOptions } from "./schema.ts";
import { sharedEdges } from "./shared-edges.ts";
import {
  isExplicitlyEnabled,
  type NamedEnvironment,
  type SkipFacts,
  skipReason,
  teachesOthers,
  unlistedEnvironment,
} from "./skip.ts";

/**
 * Decides from the options, the environment and the build whether this run applies, and with which settings. Reads
 * nothing but `~/.ncloud/configure`, and that only where no keys are given otherwise.
 *
 * Who wins: `environments[name]`, the options beside it, the process's environment, `.env` files (keys and edge ids
 * only), `~/.ncloud/configure`, the bundler, defaults. Three variables beat all of them: `GLOBAL_EDGE_PURGE=0`,
 * `GLOBAL_EDGE_PURGE_DRY_RUN=1` and `GLOBAL_EDGE_PURGE_ENDPOINT`.
 *
 * @param options what the user wrote, unchecked
 * @param readFile returns a file's text, or throws the system's error
 * @throws OptionsError with every mistake in the options of all environments and in our variables, an environment that
 * somebody named and that is not listed among them; then, for a run that
 * applies, with what is missing
 */
export function resolveOptions(
  options: unknown,
  build: BuildFacts,
  system: Pick<System, "env" | "dotenv" | "homeDirectory" | "isCI" | "isPullRequest">,
  readFile: (path: string) => string = readTextFile,
): Resolution {
  const { given, variables } = readGiven(options, build, system);
  const environment = given.environment ?? variables.environment ?? build.mode;
  const merged = mergeEnvironment(given, environment);
  const facts: SkipFacts = {
    environment,
    environments: given.environments,
    options: merged,
    enabledByVariable: variables.enabled,
    build,
    isPullRequest: system.isPullRequest,
  };
  const skip = (why: Pick<Skipped, "reason" | "message">): Skipped => ({
    run: false,
    verdict: "skipped",
    ...why,
    environment,
    logLevel: merged.logLevel ?? "info",
    report: reportIn(build.projectDirectory, merged.report),
  });

  const reason = skipReason(facts);
  if (reason) return skip(reason);
  const settings = assembleSettings({ environment, options: merged, variables, build });
  try {
    const sendsNothing = settings.dryRun || settings.when === "deploy";
    const sources = { system, variables, build, readFile };
    const credentials = findRunKeys(merged, { ...settings, sendsNothing }, sources);
    const notDeployed = system.isCI || isExplicitlyEnabled(facts) ? undefined : teachesOthers(settings);
    if (notDeployed) return skip(notDeployed);
    return { run: true, settings: { ...settings, ...(credentials && { credentials }) } };
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    // Every developer builds; only some of the machines that do are meant to purge.
    if (error.code === "CREDENTIALS_MISSING" && !system.isCI && !isExplicitlyEnabled(facts)) {
      return skip({ reason: "no-credentials", message: `${error.message} That is fine outside CI.` });
    }
    return { run: false, verdict: "failed", error, settings };
  }
}

function readGiven(
  options: unknown,
  build: BuildFacts,
  system: Pick<System, "env" | "dotenv">,
): { readonly given: GivenOptions; readonly variables: Variables } {
  const parsed = parseOptions(options);
  const { variables, problems } = readVariables(system.env, (build.dotenv ?? system.dotenv)?.variables);
  if ("problems" in parsed) throw new OptionsError([...parsed.problems, ...problems]);
  const { given } = parsed;
  const named = namedEnvironment(given, variables);
  const all = [...problems, ...sharedEdges(given, build), unlistedEnvironment(named, given.environments) ?? []].flat();
  if (all.length > 0) throw new OptionsError(all);
  return { given, variables };
}

function namedEnvironment({ environment }: GivenOptions, variables: Variables): NamedEnvironment | undefined {
  if (environment !== undefined) return { name: environment, path: "environment" };
  const { environment: name } = variables;
  return name === undefined ? undefined : { name, path: "GLOBAL_EDGE_PURGE_ENV" };
}
