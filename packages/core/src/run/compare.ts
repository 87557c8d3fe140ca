import type { Baseline } from "../baseline/baseline.ts";
import { loadBaseline, refuseOtherOutput } from "../baseline/stored-baseline.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import type { Settings } from "../options/settings.ts";
import { createAssetFilter } from "../output/asset-filter.ts";
import type { BuildContents } from "../output/read-output.ts";
import { planBuild, type PlanInput } from "../plan/plan-build.ts";
import { type PlanContext, planWarnings } from "../plan/plan-warnings.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import type { Clock } from "../system/clock.ts";
import type { Warning } from "../system/logger.ts";

/** The settings that decide how a build is compared with a baseline. */
export type ComparisonSettings = PlanInput["settings"] &
  PlanContext["settings"] &
  Pick<Settings, "include" | "exclude">;

export interface Comparison {
  /** The plan for the baseline as it was found. */
  readonly plan: PurgePlan;
  /** Pure: the plan for a baseline that another run has changed since. */
  readonly planFor: (baseline: Baseline | undefined) => PurgePlan;
  readonly warnings: readonly Warning[];
  /** Moves a baseline that cannot be used out of the way without losing it, and says where. Does nothing where there is no such thing. */
  readonly setAside: (tell: (text: string) => void) => Promise<void>;
}

/**
 * Compares a build with its baseline as it is now. Only reads.
 *
 * @throws OutputError `OUTPUT_SHRANK`
 * @throws BaselineError `BASELINE_UNREADABLE`, `BASELINE_OTHER_OUTPUT`, `BASELINE_MISSING`
 */
export async function compare(
  { manifest, mapping, outputDirectory }: BuildContents,
  settings: ComparisonSettings,
  store: BaselineStore,
  clock: Clock,
): Promise<Comparison> {
  const { baseline, whyMissing, unusableVersion } = await loadBaseline(store);
  const counts = createAssetFilter(settings.include, settings.exclude);
  const now = new Date(clock.now()).toISOString();
  const planFor = (found: Baseline | undefined) => {
    refuseOtherOutput(found, outputDirectory, store.location);
    return planBuild({ manifest, baseline: found, whyMissing, mapping, counts, settings, now });
  };
  const plan = planFor(baseline);
  return {
    plan,
    planFor,
    warnings: planWarnings(plan, { baseline, whyMissing, settings }),
    setAside: async (tell) => {
      const place = unusableVersion === undefined ? undefined : await store.setAside(unusableVersion);
      if (place !== undefined) tell(`  the unusable baseline is kept as ${place}`);
    },
  };
}
