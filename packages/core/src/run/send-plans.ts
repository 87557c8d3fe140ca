import { shownPath } from "../baseline/state-folder.ts";
import { describeSinceWritten } from "../plan-file/since-written.ts";
import { mergeBatches } from "../plan/merge-batches.ts";
import { estimate } from "../plan/plan-build.ts";
import { addSummaries } from "../plan/plan-summary.ts";
import type { RunEnd } from "../report/create-report.ts";
import type { GlobalEdgePurgeError } from "../system/errors.ts";
import { comparePlan } from "./compare-plan.ts";
import { attemptEach, finishPlans } from "./finish-plans.ts";
import { requireCredentials } from "./send-to-edge.ts";
import type { Settings } from "../options/settings.ts";
import type { Quota } from "../client/quota.ts";
import type { EnvironmentOptions } from "../options/global-edge-purge-options.ts";
import { resolveOptions } from "../options/resolve-options.ts";
import { placeBaselines, type PlanAtPath, readPlans } from "../plan-file/plan-at-path.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import type { System } from "../system/system.ts";
import { reportRun, reportUnstarted, type RunPorts } from "./report-run.ts";

/** The options that count when plans are sent; the plans bring all others along. */
export type SendOptions = Pick<
  EnvironmentOptions,
  | "credentials"
  | "profile"
  | "endpoint"
  | "baseline"
  | "allowShrink"
  | "dryRun"
  | "report"
  | "logLevel"
  | "wait"
  | "budget"
>;

/**
 * Sends plans that builds wrote, once their files are on the origin: several of one account in the fewest requests. Nothing that is
 * already done is done again, so it may be interrupted and repeated.
 *
 * @param paths absolute, at least one
 * @param options `baseline` is for one plan only
 * @param projectDirectory where relative paths of the options start. Absolute
 * @throws PlanError where a plan cannot be used; nothing is sent then
 * @throws OptionsError
 */
export async function sendPlans(
  paths: readonly string[],
  options: SendOptions,
  projectDirectory: string,
  system: System,
): Promise<PurgeReport> {
  const written = readPlans(paths);
  const names = [...new Set(written.map(({ file }) => file.settings.environment))];
  // Options want one environment that is listed; which ones the plans are for was decided when they were written.
  const [environment = "production"] = names;
  const ordered = { enabled: true, pullRequests: true, environment, environments: { [environment]: {} } };
  const resolution = resolveOptions(
    { ...optionsOfPlans(written), ...options, ...ordered },
    { mode: environment, production: true, projectDirectory, publicPath: "/", enabledByDefault: true },
    system,
  );
  if (!resolution.run) return reportUnstarted(resolution, system);
  const plans = placeBaselines(written, resolution.settings.baseline);
  const settings = { ...resolution.settings, environment: names.join(", ") };
  return reportRun(settings, system, (ports) => send(plans, settings, system, ports));
}

/**
 * The second half of the story, for the plans of one account: each is compared again with its baseline as it is now, then they are
 * finished together. What is wrong with one plan holds none of the others up.
 *
 * @throws GlobalEdgePurgeError before anything is sent
 */
async function send(
  plans: readonly PlanAtPath[],
  settings: Settings,
  system: System,
  ports: RunPorts,
): Promise<RunEnd> {
  const { logger, warn, onPlan } = ports;
  const failures: GlobalEdgePurgeError[] = [];
  const compared = await attemptEach(plans, failures, (plan) =>
    comparePlan(plan, settings, system, (line) => logger.info(`  ${line}`)),
  );
  for (const { at, since, warnings } of compared) {
    const difference = describeSinceWritten(since);
    const path = shownPath(at.path, settings.projectDirectory);
    logger.info(`  plan ${path}${difference === undefined ? "" : `; ${difference}`}`);
    warnings.forEach(warn);
  }
  const { quota } = settings;
  const batches = mergeBatches(
    compared.map(({ plan }) => plan),
    quota,
  );
  const summary = {
    ...addSummaries(compared.map((part) => part.summary)),
    estimate: estimate(batches.length, quota),
  };
  onPlan(summary);
  if (settings.dryRun) {
    return { summary, outcomes: compared.map(({ plan }) => ({ plan, receipts: [] })), receipts: [], failures };
  }
  const finished = await finishPlans(compared, requireCredentials(settings), system, ports);
  return { ...finished, summary, failures: [...failures, ...finished.failures] };
}

/** What several plans say about sending them: of each quota the smallest number, since it is the account's. */
function optionsOfPlans(plans: readonly PlanAtPath[]) {
  const settings = plans.map(({ file }) => file.settings);
  const smallest = (name: keyof Quota) => Math.min(...settings.map(({ quota }) => quota[name]));
  const [first] = settings;
  const waits = settings.flatMap(({ waitTimeout }) => waitTimeout ?? []);
  const budgets = settings.flatMap(({ budget }) => budget ?? []);
  return {
    edgeId: [...new Set(settings.flatMap(({ edgeIds }) => edgeIds))],
    endpoint: first?.endpoint,
    retry: first?.retry,
    quota: {
      requestsPerMinute: smallest("requestsPerMinute"),
      targetsPerRequest: smallest("targetsPerRequest"),
      targetLength: smallest("targetLength"),
      requestLength: smallest("requestLength"),
      bodyBytes: smallest("bodyBytes"),
      inProgress: smallest("inProgress"),
    },
    ...(waits.length > 0 && { wait: { timeout: Math.max(...waits) } }),
    ...(budgets.length > 0 && { budget: Math.min(...budgets) }),
  };
}
