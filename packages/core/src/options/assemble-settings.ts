import { resolve } from "node:path";
import { baseFromBundler } from "./base.ts";
import type { Variables } from "./env.ts";
import { type OptionProblem, OptionsError } from "./options-error.ts";
import { type WithoutUndefined, withoutUndefined } from "./parse-options.ts";
import type { BuildFacts } from "./resolution.ts";
import { endpointOf, siteProblem } from "./resolve-account.ts";
import { isS3Location } from "./s3-location.ts";
import type { GivenEnvironment } from "./schema.ts";
import { tenMinutes } from "./table/run-options.ts";
import type { Settings } from "./settings.ts";
import { settingsOfTable } from "./table/table-settings.ts";

/** What settings are made of, once it is certain that the build may purge. */
export interface SettingsInput {
  readonly environment: string;
  readonly options: WithoutUndefined<GivenEnvironment>;
  readonly variables: Variables;
  readonly build: BuildFacts;
}

/**
 * Settings with every default, and without credentials.
 *
 * @throws OptionsError for an edge id, a base or a site that cannot be known
 */
export function assembleSettings({ environment, options, variables, build }: SettingsInput): Settings {
  const problems: OptionProblem[] = [];
  const edgeIds = options.edgeId ?? variables.edgeIds ?? [];
  if (edgeIds.length === 0) {
    const message =
      "is missing. Give the number of your edge, such as edgeId: 11197, or set GLOBAL_EDGE_PURGE_EDGE_ID.";
    problems.push({ code: "EDGE_ID_MISSING", path: "edgeId", message });
  }
  const base = "base" in options ? { value: options.base } : baseFromBundler(build.publicPath);
  if ("problem" in base) problems.push({ code: "BASE_UNKNOWN", path: "base", message: `must be ${base.problem}.` });
  const endpoint = endpointOf(options, variables);
  if ("problem" in endpoint) problems.push(siteProblem(endpoint.problem));
  if (problems.length > 0 || "problem" in base || "problem" in endpoint) throw new OptionsError(problems);

  const { projectDirectory } = build;
  return withoutUndefined({
    ...settingsOfTable(options),
    environment,
    edgeIds,
    endpoint: endpoint.value,
    projectDirectory,
    outputDirectory: inFolder(projectDirectory, options.outputDirectory),
    base: base.value,
    baseline: baselineIn(projectDirectory, options.baseline),
    dryRun: variables.dryRun === true || (options.dryRun ?? false),
    report: reportIn(projectDirectory, options.report),
    waitTimeout: waitTimeout(options.wait),
  });
}

/** Milliseconds to wait for completion; `undefined` for not at all. */
export function waitTimeout(wait: GivenEnvironment["wait"]): number | undefined {
  if (typeof wait === "object") return wait.timeout;
  return wait ? tenMinutes : undefined;
}

/** Where the baseline is kept: of a file, its absolute path. */
export function baselineIn(folder: string, baseline: GivenEnvironment["baseline"]): Settings["baseline"] {
  return typeof baseline !== "string" || isS3Location(baseline) ? baseline : resolve(folder, baseline);
}

/** Where reports are written. */
export function reportIn(folder: string, report: GivenEnvironment["report"]): Settings["report"] {
  return withoutUndefined({ json: inFolder(folder, report?.json), html: inFolder(folder, report?.html) });
}

function inFolder(folder: string, path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(folder, path);
}
