import { nearestWord } from "./nearest-word.ts";
import type { BuildFacts, SkipReason } from "./resolution.ts";
import type { GivenEnvironment, GivenOptions } from "./schema.ts";

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

/** What `GLOBAL_EDGE_PURGE=0` says. */
export const turnedOff = disabled("GLOBAL_EDGE_PURGE=0 turns it off");

function disabled(why: string) {
  return { reason: "disabled", message: `${why}.` } as const;
}

function listed(environments: GivenOptions["environments"]): readonly string[] {
  return environments === undefined ? ["production"] : Object.keys(environments);
}

function notListed(environment: string, environments: GivenOptions["environments"]): string {
  if (environments === undefined) {
    return `without environments only "production" purges, and this is "${environment}".`;
  }
  const names = listed(environments);
  const meant = nearestWord(environment, names);
  const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  const list = names.join(", ") || "none";
  return `environments does not list "${environment}" (it lists ${list}).${hint}`;
}
