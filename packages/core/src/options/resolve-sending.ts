import type { Quota } from "../client/quota.ts";
import type { System } from "../system/system.ts";
import { baselineIn, reportIn, waitTimeout } from "./assemble-settings.ts";
import { CredentialsError } from "./credentials-error.ts";
import { readVariables } from "./env.ts";
import type { EnvironmentOptions } from "./global-edge-purge-options.ts";
import { OptionsError } from "./options-error.ts";
import type { OptionsOf } from "./table/option-table.ts";
import { mergeEnvironment, parseOptions, withoutUndefined } from "./parse-options.ts";
import type { PlanSettings } from "./table/plan-settings.ts";
import type { Unstarted } from "./resolution.ts";
import { findRunKeys, readTextFile } from "./resolve-account.ts";
import type { Account, Settings } from "./settings.ts";
import { turnedOff } from "./skip.ts";
import { accountSettingsOfTable, settingsOfTable } from "./table/table-settings.ts";

/** The options that count when plans are sent; the plans bring all others along. */
export type SendOptions = Pick<EnvironmentOptions, Exclude<OptionsOf<"send">, "environment"> | "credentials">;

/** What sending plans needs of settings: the account, and what the sender decides. */
export type SendingSettings = Pick<
  Settings,
  | keyof Account
  | "environment"
  | "edgeIds"
  | "projectDirectory"
  | "baseline"
  | "allowShrink"
  | "dryRun"
  | "report"
  | "logLevel"
  | "waitTimeout"
>;

/**
 * Decides from the plans, the options and the environment how plans are sent together: what the sender says counts,
 * else what the plans say.
 *
 * @param plans of one account, at least one
 * @param options unchecked
 * @throws OptionsError
 */
export function resolveSending(
  plans: readonly PlanSettings[],
  options: SendOptions,
  projectDirectory: string,
  system: Pick<System, "env" | "dotenv" | "homeDirectory" | "isCI">,
  readFile: (path: string) => string = readTextFile,
): { readonly run: true; readonly settings: SendingSettings } | Unstarted {
  const parsed = parseOptions(options);
  const { variables, problems } = readVariables(system.env, system.dotenv?.variables);
  if ("problems" in parsed) throw new OptionsError([...parsed.problems, ...problems]);
  if (problems.length > 0) throw new OptionsError(problems);

  const given = mergeEnvironment(parsed.given, "");
  const { allowShrink, logLevel, budget, dryRun } = settingsOfTable(given);
  const report = reportIn(projectDirectory, given.report);
  const shared = sharedSettings(plans);
  const { environment } = shared;
  if (variables.enabled === false) {
    return { run: false, verdict: "skipped", ...turnedOff, environment, logLevel, report };
  }
  const settings: SendingSettings = withoutUndefined({
    ...accountSettingsOfTable(given),
    ...withoutUndefined(shared),
    endpoint: variables.endpoint ?? given.endpoint ?? shared.endpoint,
    projectDirectory,
    baseline: baselineIn(projectDirectory, given.baseline),
    allowShrink,
    dryRun: variables.dryRun === true || dryRun,
    report,
    logLevel,
    budget: budget ?? shared.budget,
    waitTimeout: "wait" in given ? waitTimeout(given.wait) : shared.waitTimeout,
  });
  try {
    const sources = { system, variables, build: {}, readFile };
    const credentials = findRunKeys(given, { ...settings, sendsNothing: settings.dryRun }, sources);
    return { run: true, settings: { ...settings, ...(credentials && { credentials }) } };
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    return { run: false, verdict: "failed", error, settings };
  }
}

/** What several plans say about sending them: of each quota the smallest number, since it is the account's. */
function sharedSettings(plans: readonly PlanSettings[]) {
  const [first] = plans;
  if (!first) throw new TypeError("There is no plan.");
  const quota: { -readonly [Name in keyof Quota]: number } = { ...first.quota };
  for (const name of Object.keys(quota) as (keyof Quota)[]) {
    quota[name] = Math.min(...plans.map((plan) => plan.quota[name]));
  }
  const waits = plans.flatMap((plan) => plan.waitTimeout ?? []);
  const budgets = plans.flatMap((plan) => plan.budget ?? []);
  return {
    environment: [...new Set(plans.map((plan) => plan.environment))].join(", "),
    edgeIds: [...new Set(plans.flatMap(({ edgeIds }) => edgeIds))],
    endpoint: first.endpoint,
    retry: first.retry,
    quota,
    budget: budgets.length > 0 ? Math.min(...budgets) : undefined,
    waitTimeout: waits.length > 0 ? Math.max(...waits) : undefined,
  };
}
