import { nearestWord } from "./nearest-word.ts";
import type { OptionProblem } from "./options-error.ts";
import type { BuildFacts, SkipReason } from "./resolution.ts";
import { isS3Location } from "./s3-location.ts";
import { type GivenEnvironment, type GivenOptions, quoted } from "./schema.ts";
import type { Settings } from "./settings.ts";

/** All that decides whether a build may purge. */
export interface SkipFacts {
  readonly environment: string;
  readonly environments: GivenOptions["environments"];
  /** The options of that environment, merged over the others. */
  readonly options: Pick<GivenEnvironment, "enabled" | "pullRequests">;
  /** What `GLOBAL_EDGE_PURGE` says; absent where it is not set. */
  readonly enabledByVariable: boolean | undefined;
  readonly build: Pick<BuildFacts, "production" | "enabledByDefault" | "mode" | "isAsked">;
  readonly isPullRequest: boolean;
}

/**
 * Whether the user asked for this run in so many words: `enabled: true`, or `GLOBAL_EDGE_PURGE=1` where `enabled` is
 * not set.
 */
export function isExplicitlyEnabled({
  options,
  enabledByVariable,
  build,
}: Pick<SkipFacts, "options" | "enabledByVariable" | "build">): boolean {
  return build.isAsked === true || (options.enabled ?? enabledByVariable === true);
}

/** Why a build does not purge, in words that say what would change it; `undefined` where it does. */
export function skipReason(facts: SkipFacts): { readonly reason: SkipReason; readonly message: string } | undefined {
  const { environment, environments, options, enabledByVariable, build, isPullRequest } = facts;
  const explicit = isExplicitlyEnabled(facts);

  if (enabledByVariable === false) return turnedOff;
  if (!listed(environments).includes(environment)) {
    return { reason: "environment-not-listed", message: notListed(environment, environments) };
  }
  if (environments?.[environment] === false) return disabled(`environments turns it off for "${environment}"`);
  if (build.isAsked) return undefined;
  if (options.enabled === false) return disabled("enabled: false turns it off");
  if (!build.enabledByDefault && !explicit) {
    return disabled("with this bundler it needs enabled: true or GLOBAL_EDGE_PURGE=1");
  }
  if (!build.production && !explicit) {
    return {
      reason: "not-production",
      message: `this is not a production build (mode "${build.mode}").`,
    };
  }
  if (isPullRequest && options.pullRequests !== true) {
    return {
      reason: "pull-request",
      message: "this builds a pull request (pullRequests: true allows it).",
    };
  }
  return undefined;
}

/**
 * Why a machine that nobody said deploys must not run this: its build, which may never be live, would tell every other
 * machine what the edge serves. A dry run tells nobody anything.
 */
export function teachesOthers({ baseline, dryRun }: Pick<Settings, "baseline" | "dryRun">) {
  if (typeof baseline !== "string" || !isS3Location(baseline) || dryRun) return undefined;
  return disabled(
    "the baseline is shared (s3://), and only CI deploys, " +
      "unless enabled: true or GLOBAL_EDGE_PURGE=1 says that this machine does",
  );
}

/** What `GLOBAL_EDGE_PURGE=0` says. */
export const turnedOff = disabled("GLOBAL_EDGE_PURGE=0 turns it off");

function disabled(why: string) {
  return { reason: "disabled", message: `${why}.` } as const;
}

/** An environment that somebody named, and how: `environment`, `--env`, `GLOBAL_EDGE_PURGE_ENV`. */
export interface NamedEnvironment {
  readonly name: string;
  readonly path: string;
}

/**
 * The mistake of naming an environment that is not listed: a build for it would never purge, and nobody would notice. A
 * bundler's mode is another matter, because nobody chose it for our sake.
 *
 * @param environments the option; without it, only "production" is listed
 * @returns `undefined` where the environment is listed, or none was named
 */
export function unlistedEnvironment(
  named: NamedEnvironment | undefined,
  environments: object | undefined,
): OptionProblem | undefined {
  const names = listed(environments);
  if (named === undefined || names.includes(named.name)) return undefined;
  const choice =
    names.length === 0
      ? "an environment that environments lists, which lists none"
      : `${quoted(names)}: ` +
        (environments === undefined ? "without environments there is no other" : "environments lists no other");
  const message = `must be ${choice}.${didYouMean(named.name, names)}`;
  return { code: "OPTIONS_INVALID", path: named.path, message };
}

function listed(environments: object | undefined): readonly string[] {
  return environments === undefined ? ["production"] : Object.keys(environments);
}

function notListed(environment: string, environments: object | undefined): string {
  const key = /^[A-Za-z_$][\w$]*$/u.test(environment) ? environment : JSON.stringify(environment);
  const write = `To purge it, write environments: { ${key}: { edgeId: … } }.`;
  if (environments === undefined) {
    return `without environments only "production" purges, and this is "${environment}". ${write}`;
  }
  const names = listed(environments);
  const list = names.join(", ") || "none";
  const hint = didYouMean(environment, names);
  return `environments does not list "${environment}" (it lists ${list}).${hint} ${write}`;
}

function didYouMean(name: string, names: readonly string[]): string {
  const meant = nearestWord(name, names);
  return meant === undefined ? "" : ` Did you mean "${meant}"?`;
}
