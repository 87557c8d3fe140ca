import { BaselineError } from "../baseline/baseline-error.ts";
import type { Baseline } from "../baseline/baseline.ts";
import { openBaseline } from "../baseline/stores/open-store.ts";
import type { Settings } from "../options/settings.ts";
import { planAsWritten } from "../plan-file/plan-as-written.ts";
import type { PlanAtPath } from "../plan-file/plan-at-path.ts";
import { contentsOfPlan } from "../plan-file/read-plan.ts";
import { type SinceWritten, sinceWritten, withWrittenReasons } from "../plan-file/since-written.ts";
import { mergeTargets, type PlanSummary, summarizePlan } from "../plan/plan-summary.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import type { Warning } from "../system/logger.ts";
import type { System } from "../system/system.ts";
import { compare, type Comparison } from "./compare.ts";
import { createRunMark, type RunBaseline } from "./execute.ts";

/** One of the plans that are sent together, compared with its baseline as it is now. */
export interface ComparedPlan {
  readonly at: PlanAtPath;
  readonly plan: PurgePlan;
  readonly summary: PlanSummary;
  readonly since: SinceWritten;
  readonly warnings: readonly Warning[];
  /** Absent where there is no baseline: then what was written is sent, and nothing is settled. */
  readonly reached?: {
    readonly run: RunBaseline;
    readonly planFor: (baseline: Baseline | undefined) => PurgePlan;
    readonly setAside: Comparison["setAside"];
  };
}

/**
 * Compares a plan's build with its baseline as it is now. Only reads.
 *
 * @param tell told of each wait, in a line for people
 * @throws OutputError `OUTPUT_SHRANK`
 * @throws BaselineError `BASELINE_UNREADABLE` where nobody can tell whether there is a baseline; `BASELINE_OTHER_OUTPUT`,
 * `BASELINE_MISSING`
 */
export async function comparePlan(
  at: PlanAtPath,
  { quota, allowShrink, credentials, budget }: Pick<Settings, "quota" | "allowShrink" | "credentials" | "budget">,
  system: System,
  tell: (line: string) => void,
): Promise<ComparedPlan> {
  const { file } = at;
  const account = { ...(credentials && { credentials }), ...(budget !== undefined && { budget }) };
  const store = openBaseline(at.baseline, account, system, tell);
  // Writing a plan saves its baseline, so where there is none this is not its place.
  if (!(await store.read())) {
    if (file.settings.onMissingBaseline === "error") throw noBaseline(store.location);
    return unreachablePlan(at, planAsWritten(file, quota), store.location);
  }

  const settings = { ...file.settings, quota, allowShrink: allowShrink || file.settings.allowShrink };
  const { plan, planFor, warnings, setAside } = await compare(contentsOfPlan(file), settings, store, system.clock);
  const run = { store, outputDirectory: file.outputDirectory, mark: createRunMark(system) };
  return {
    at,
    plan,
    summary: withWrittenReasons(summarizePlan(plan), file.targets),
    since: sinceWritten(file.targets, mergeTargets(plan.edges)),
    warnings,
    reached: { run, planFor, setAside },
  };
}

function noBaseline(location: string): BaselineError {
  return new BaselineError("BASELINE_MISSING", `There is no baseline ${location}.`, {
    next: "Bring the baseline along, or name it with --baseline.",
  });
}

function unreachablePlan(at: PlanAtPath, plan: PurgePlan, location: string): ComparedPlan {
  const { counts } = at.file;
  return {
    at,
    plan,
    summary: { ...summarizePlan(plan), counts },
    since: { added: 0, dropped: 0 },
    warnings: [
      {
        code: "BASELINE_UNREACHABLE",
        message: `There is no baseline ${location}. What the plan says is sent as it was written, and nothing is remembered: the next run with the baseline purges these paths again. Where other builds were deployed since it was written, that is too little: bring the baseline along, or name it with --baseline.`,
      },
    ],
  };
}
