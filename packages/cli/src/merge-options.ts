import { editDistance } from "@global-edge-purge/core/internal";
import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";

/** Options that nobody has checked yet. */
export type UncheckedOptions = { readonly [Name in keyof GlobalEdgePurgeOptions]?: unknown };

/**
 * The options of a config with those of the command line, which win in the one environment that the command is for.
 * Running a command is asking for it, so purging is enabled unless the config says otherwise.
 *
 * @param named whether the command line names the environment
 */
export function mergeOptions(config: unknown, given: UncheckedOptions, environment: string, named: boolean): unknown {
  if (!isOptions(config)) return config;
  const options: UncheckedOptions = { enabled: true, ...config, ...(named && { environment }) };
  const { environments } = options;
  if (!isOptions(environments)) {
    // Named on the command line is as good as listed; otherwise only production would run.
    const listed = named &&
      environments === undefined &&
      !isMistyped(environment) && { environments: { [environment]: {} } };
    return { ...options, ...given, ...listed };
  }
  const own = ownOptions(environments, environment);
  if (!isOptions(own)) return { ...options, ...given };
  return { ...options, environments: { ...environments, [environment]: { ...own, ...given } } };
}

/** Whether a name that nothing lists is meant to be `production`: as a new environment it would begin without a baseline. */
export function isMistyped(environment: string): boolean {
  const name = environment.toLowerCase();
  const isOwn = name !== "production" && (name.startsWith("production") || name.endsWith("production"));
  return environment !== "production" && !isOwn && editDistance(name, "production") <= 2;
}

/** The environment that a command is for: the command line's, else the config's, else the variable's. */
export function environmentOf(config: unknown, named: string | undefined, variable: string | undefined): string {
  return namedEnvironment(config, named, variable)?.name ?? "production";
}

/** The environment that somebody named, and by what; `undefined` where nobody did. */
export function namedEnvironment(
  config: unknown,
  named: string | undefined,
  variable: string | undefined,
): { readonly name: string; readonly path: string } | undefined {
  if (named !== undefined) return { name: named, path: "--env" };
  if (isOptions(config) && typeof config.environment === "string") {
    return { name: config.environment, path: "environment" };
  }
  return variable ? { name: variable, path: "GLOBAL_EDGE_PURGE_ENV" } : undefined;
}

/** Where that name comes from, in words that follow "it is". */
export function environmentSource(config: unknown, named: string | undefined, variable: string | undefined): string {
  const path = namedEnvironment(config, named, variable)?.path;
  if (path === undefined) return "the default of the command line; in a build it is the mode of Vite or webpack";
  return path === "environment" ? "named by the option environment" : `named by ${path}`;
}

/**
 * What a config says about one environment: for commands that need a few options only, and must not fail for the
 * others.
 */
export function optionsOfEnvironment(config: unknown, environment: string): UncheckedOptions {
  if (!isOptions(config)) return {};
  const own = isOptions(config.environments) ? ownOptions(config.environments, environment) : undefined;
  return { ...config, ...(isOptions(own) ? own : {}) };
}

function ownOptions(environments: object, environment: string): unknown {
  return Object.hasOwn(environments, environment) ? Reflect.get(environments, environment) : undefined;
}

function isOptions(value: unknown): value is UncheckedOptions {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
