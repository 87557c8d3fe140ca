import { resolve } from "node:path";
import { endpoints } from "../client/quota.ts";
import type { Parsed } from "../net/address.ts";
import { baseFromBundler } from "./base.ts";
import { parseSite, type Variables } from "./env.ts";
import { type OptionProblem, OptionsError, type OptionsErrorCode } from "./options-error.ts";
import { type WithoutUndefined, withoutUndefined } from "./parse-options.ts";
import type { BuildFacts } from "./resolution.ts";
import { isS3Location } from "./s3-location.ts";
import type { GivenEnvironment } from "./schema.ts";
import { tenMinutes } from "./run-options.ts";
import type { Settings } from "./settings.ts";
import { settingsOfTable } from "./table-settings.ts";

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
  const inProject = (path: string | undefined) => path && resolve(build.projectDirectory, path);
  const edgeIds = options.edgeId ?? variables.edgeIds ?? [];
  if (edgeIds.length === 0) {
    const message =
      "is missing. Give the number of your edge, such as edgeId: 11197, or set GLOBAL_EDGE_PURGE_EDGE_ID.";
    problems.push({ code: "EDGE_ID_MISSING", path: "edgeId", message });
  }
  const base = options.base ?? read("base", baseFromBundler(build.publicPath), "BASE_UNKNOWN");
  // NCLOUD_SITE belongs to other tools, too: what it holds is judged only where it decides.
  const site = () =>
    options.site ?? read("NCLOUD_SITE", parseSite(variables.site ?? "public"), "OPTIONS_INVALID") ?? "public";
  const endpoint = variables.endpoint ?? options.endpoint ?? endpoints[site()];
  if (problems.length > 0 || base === undefined) throw new OptionsError(problems);

  const { wait, baseline } = options;
  return withoutUndefined({
    ...settingsOfTable(options),
    environment,
    edgeIds,
    endpoint,
    projectDirectory: build.projectDirectory,
    outputDirectory: inProject(options.outputDirectory),
    base,
    baseline: typeof baseline !== "string" || isS3Location(baseline) ? baseline : inProject(baseline),
    dryRun: variables.dryRun === true || (options.dryRun ?? false),
    report: withoutUndefined({ json: inProject(options.report?.json) }),
    waitTimeout: typeof wait === "object" ? wait.timeout : wait ? tenMinutes : undefined,
  });

  function read<Value>(path: string, parsed: Parsed<Value>, code: OptionsErrorCode): Value | undefined {
    if ("value" in parsed) return parsed.value;
    problems.push({ code, path, message: `must be ${parsed.problem}.` });
    return undefined;
  }
}
