import { unseenImmutableNames } from "../plan/new-immutable-names.ts";
import type { System } from "../system/system.ts";
import type { ComparedPlan, PlanMemory } from "./plan-stages.ts";
import type { Baseline } from "../baseline/baseline.ts";
import { addBuild, buildId } from "../baseline/build-order.ts";
import { type FoundBaseline, loadBaseline, refuseOtherOutput } from "../baseline/stored-baseline.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import type { Settings } from "../options/settings.ts";
import { createAssetFilter } from "../output/asset-filter.ts";
import type { BuildContents } from "../output/read-output.ts";
import { planBuild, type PlanInput } from "../plan/plan-build.ts";
import { type PlanContext, planWarnings } from "../plan/plan-warnings.ts";
import type { Warning } from "../system/logger.ts";

/** The settings that decide how a build is compared with a baseline. */
export type ComparisonSettings = PlanInput["settings"] &
  PlanContext["settings"] &
  Pick<Settings, "include" | "exclude">;

/** A plan that was compared, with what people should know of it. */
export interface Comparison extends ComparedPlan {
  readonly memory: PlanMemory;
  readonly warnings: readonly Warning[];
}

/**
 * Compares a build with its baseline as it is now. Only reads.
 *
 * @param known the baseline, where it was read already
 * @throws OutputError `OUTPUT_SHRANK`
 * @throws BaselineError `BASELINE_UNREADABLE`, `BASELINE_OTHER_OUTPUT`, `BASELINE_MISSING`
 */
export async function compare(
  { manifest, mapping, outputDirectory }: BuildContents,
  settings: ComparisonSettings,
  store: BaselineStore,
  system: Pick<System, "clock" | "random">,
  known?: FoundBaseline,
): Promise<Comparison> {
  const found = known ?? (await loadBaseline(store));
  const { baseline, whyMissing } = found;
  const counts = createAssetFilter(settings.include, settings.exclude);
  const now = new Date(system.clock.now()).toISOString();
  const planFor = (current: Baseline | undefined) => {
    refuseOtherOutput(current, outputDirectory, store.location);
    return planBuild({ manifest, baseline: current, whyMissing, mapping, counts, settings, now });
  };
  const plan = planFor(baseline);
  return {
    plan,
    manifest,
    memory: {
      store,
      outputDirectory,
      mark: createRunMark(system),
      recordBuild: (builds) => addBuild(builds, { id: buildId(manifest), live: true }),
      planFor,
      found,
    },
    newNamesOf: ({ edges }) => unseenImmutableNames(edges),
    warnings: planWarnings(plan, { whyMissing, settings }),
  };
}

/** The mark of one run: when it began, for people, and enough chance that no two runs share one. */
function createRunMark({ clock, random }: Pick<System, "clock" | "random">): string {
  const chance = Math.floor(random() * 36 ** 8)
    .toString(36)
    .padStart(8, "0");
  return `${new Date(clock.now()).toISOString()} ${chance}`;
}
