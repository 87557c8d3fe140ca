import type { Baseline } from "../baseline/baseline.ts";
import { buildId, isOvertaken, recordSent } from "../baseline/build-order.ts";
import { BaselineError } from "../baseline/baseline-error.ts";
import { loadBaseline } from "../baseline/stored-baseline.ts";
import { openBaseline } from "../baseline/stores/open-store.ts";
import type { Settings } from "../options/settings.ts";
import { planAsWritten } from "../plan-file/plan-as-written.ts";
import type { PlanAtPath } from "../plan-file/plan-at-path.ts";
import type { PlanFile } from "../plan-file/plan-file.ts";
import { contentsOfPlan } from "../plan-file/read-plan.ts";
import { type SinceWritten, sinceWritten, withWrittenReasons } from "../plan-file/since-written.ts";
import { newImmutableNames } from "../plan/new-immutable-names.ts";
import { overtakenPlan } from "../plan/overtaken-plan.ts";
import { type PlanSummary, summarizePlan } from "../plan/plan-summary.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import type { Warning } from "../system/logger.ts";
import type { System } from "../system/system.ts";
import { compare } from "./compare.ts";
import type { ComparedPlan } from "./plan-stages.ts";

/** One of the plans that are sent together, compared with its baseline as it is now. */
export interface ComparedPlanFile extends ComparedPlan {
  readonly at: PlanAtPath;
  readonly summary: PlanSummary;
  readonly since: SinceWritten;
  readonly warnings: readonly Warning[];
}

/**
 * Compares a plan's build with its baseline as it is now. Only reads.
 *
 * @param tell told of each wait, in a line for people
 * @throws OutputError `OUTPUT_SHRANK`
 * @throws BaselineError `BASELINE_UNREADABLE` where nobody can tell whether there is a baseline;
 * `BASELINE_OTHER_OUTPUT`, `BASELINE_MISSING`
 */
export async function comparePlan(
  at: PlanAtPath,
  sending: Pick<Settings, "quota" | "allowShrink" | "credentials" | "budget">,
  system: System,
  tell: (line: string) => void,
): Promise<ComparedPlanFile> {
  const { file } = at;
  const { quota, allowShrink } = sending;
  const { origin, verify } = file.settings;
  const store = openBaseline(at.baseline, sending, system, tell);
  const found = await loadBaseline(store);
  // Writing a plan saves its baseline, so where there is none this is not its place.
  if (!found.stored) {
    if (file.settings.onMissingBaseline === "error") throw noBaseline(store.location);
    return planWithoutBaseline(at, planAsWritten(file, quota), store.location);
  }

  const settings = { ...file.settings, quota, allowShrink: allowShrink || file.settings.allowShrink };
  const { warnings, ...compared } = await compare(contentsOfPlan(file), settings, store, system, found);
  const { memory } = compared;
  const id = buildId(file.manifest);
  // Where somebody asks what is served, it is known which build that is.
  const isToldApart = origin !== undefined || verify !== undefined;
  const isLate = (baseline: Baseline | undefined) => !isToldApart && isOvertaken(baseline?.builds ?? [], id);
  const planFor = (baseline: Baseline | undefined) => {
    const plan = memory.planFor(baseline);
    return isLate(baseline) ? overtakenPlan(plan) : plan;
  };
  const plan = isLate(found.baseline) ? overtakenPlan(compared.plan) : compared.plan;
  const summary = summarizePlan(compared.plan);
  const isMoved = isOvertaken(found.baseline?.builds ?? [], id);
  return {
    ...compared,
    plan,
    memory: { ...memory, planFor, recordBuild: (builds) => recordSent(builds, id) },
    warnings: isMoved ? [...warnings, overtaken(at.path)] : warnings,
    at,
    origin,
    verify,
    newNamesOf: newNamesOf(file),
    summary: withWrittenReasons(summary, file.targets),
    since: sinceWritten(file.targets, summary.targets),
  };
}

/** Writing the plan recorded its own, so that they are no longer new; a rollback brings others back. */
function newNamesOf({ newNames }: PlanFile): ComparedPlan["newNamesOf"] {
  return ({ edges }) => [...new Set([...newNames, ...newImmutableNames(edges)])];
}

function overtaken(path: string): Warning {
  return {
    code: "PLAN_OVERTAKEN",
    message:
      `Another build was recorded since the plan ${path} was written, and this one never was: sending ` +
      "it is a deploy of the older build.",
    next:
      "If its files were not uploaded again, send or run the newer build now. The next run purges " +
      "these paths once more.",
  };
}

function noBaseline(location: string): BaselineError {
  return new BaselineError("BASELINE_MISSING", `There is no baseline ${location}.`, {
    next: "Bring the baseline along, or name it with --baseline.",
  });
}

/** What was written is sent, and nothing is settled; so nothing needs to be checked either. */
function planWithoutBaseline(at: PlanAtPath, plan: PurgePlan, location: string): ComparedPlanFile {
  const { counts, manifest, settings } = at.file;
  return {
    at,
    plan,
    manifest,
    origin: settings.origin,
    newNamesOf: newNamesOf(at.file),
    summary: { ...summarizePlan(plan), counts },
    since: { added: 0, dropped: 0 },
    warnings: [
      {
        code: "BASELINE_UNREACHABLE",
        message:
          `There is no baseline ${location}. What the plan says is sent as it was written, and nothing ` +
          "is remembered: the next run with the baseline purges these paths again. Where other builds " +
          "were deployed since it was written, that is too little: bring the baseline along, or name " +
          "it with --baseline.",
      },
    ],
  };
}
