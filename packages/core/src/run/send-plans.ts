import { lastPurgePath, pathFromProject } from "../baseline/state-folder.ts";
import { resolveSending, type SendingSettings, type SendOptions } from "../options/resolve-sending.ts";
import { type PlanAtPath, placeBaselines, readPlans } from "../plan-file/plan-at-path.ts";
import { mergeBatches } from "../plan/merge-batches.ts";
import { estimate } from "../plan/plan-build.ts";
import { addSummaries } from "../plan/plan-summary.ts";
import type { RunEnd } from "../report/create-report.ts";
import type { GlobalEdgePurgeError } from "../system/errors.ts";
import { comparePlan } from "./compare-plan.ts";
import { attemptEach, finishPlans } from "./finish-plans.ts";
import { requireCredentials } from "../options/resolve-account.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import type { System } from "../system/system.ts";
import { reportRun, reportUnstarted, type RunPorts } from "./reports/report-run.ts";

/**
 * Sends plans that builds wrote, once their files are on the origin: several of one account in the fewest requests.
 * Nothing that is already done is done again, so it may be interrupted and repeated.
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
  const ofPlans = written.map(({ file }) => file.settings);
  const resolution = resolveSending(ofPlans, options, projectDirectory, system);
  if (!resolution.run) return reportUnstarted(resolution, system);
  const { settings } = resolution;
  const plans = placeBaselines(written, settings.baseline);
  const environment = ofPlans[0]?.environment ?? settings.environment;
  const lastPurge = lastPurgePath({ environment, projectDirectory }, {});
  return reportRun({ ...settings, lastPurge }, system, (ports) => send(plans, settings, system, ports));
}

/**
 * The second half of the story, for the plans of one account: each is compared again with its baseline as it is now,
 * then they are finished together. What is wrong with one plan holds none of the others up.
 *
 * @throws GlobalEdgePurgeError before anything is sent
 */
async function send(
  plans: readonly PlanAtPath[],
  settings: SendingSettings,
  system: System,
  ports: RunPorts,
): Promise<RunEnd> {
  const { logger, warn, onPlan, words } = ports;
  const failures: GlobalEdgePurgeError[] = [];
  const compared = await attemptEach(plans, failures, (plan) =>
    comparePlan(plan, settings, system, (line) => logger.info(`  ${line}`)),
  );
  for (const { at, since, warnings } of compared) {
    logger.info(`  ${words.plan(pathFromProject(at.path, settings.projectDirectory), since)}`);
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
