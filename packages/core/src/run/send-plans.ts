import { resolveSending, type SendOptions } from "../options/resolve-sending.ts";
import { placeBaselines, readPlans } from "../plan-file/plan-at-path.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import type { System } from "../system/system.ts";
import { reportRun, reportUnstarted } from "./report-run.ts";
import { runPlans } from "./run-plans.ts";

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
  return reportRun(settings, system, (ports) => runPlans(plans, settings, system, ports));
}
