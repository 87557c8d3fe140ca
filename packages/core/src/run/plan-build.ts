import type { Baseline, EdgeSection } from "../baseline/baseline.ts";
import { BaselineError } from "../baseline/baseline-error.ts";
import { recordMapping } from "../baseline/recorded-mapping.ts";
import type { AssetManifest } from "../manifest/manifest.ts";
import type { Mapping } from "../options/mapping.ts";
import type { Settings } from "../options/settings.ts";
import { OutputError } from "../output-error.ts";
import type { AssetPath } from "../output/asset-path.ts";
import { diffManifest } from "../plan/diff.ts";
import { planEdge } from "../plan/plan-edge.ts";
import { planPurge } from "../plan/plan-purge.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import { findShrinkage } from "../plan/shrink-guard.ts";
import { createAlsoRule } from "./also-rule.ts";

/** What a plan is made of. Making it neither reads nor writes anything. */
export interface PlanInput {
  readonly manifest: AssetManifest;
  readonly baseline: Baseline | undefined;
  /** Why there is no baseline, in words. */
  readonly whyMissing: string | undefined;
  readonly mapping: Mapping;
  readonly counts: (assetPath: AssetPath) => boolean;
  readonly settings: Pick<Settings, "edgeIds" | "purge" | "also" | "onMissingBaseline" | "allowShrink" | "quota">;
  /** ISO 8601. */
  readonly now: string;
}

/**
 * Compares a build with what each edge is known to serve and decides what to send.
 *
 * @throws OutputError `OUTPUT_SHRANK`
 * @throws BaselineError `BASELINE_MISSING`
 */
export function planBuild({ manifest, baseline, whyMissing, mapping, counts, settings, now }: PlanInput): PurgePlan {
  const { edgeIds, purge, allowShrink, quota } = settings;
  const sections = edgeIds.map((edgeId) => ({ edgeId, section: baseline?.edges.get(edgeId) }));
  if (!allowShrink) refuseShrinkage(manifest, counts, sections);
  const recordedMapping = recordMapping(mapping);
  const alsoOf = createAlsoRule(settings.also);
  const edges = sections.map(({ edgeId, section }) => {
    const onMissingBaseline = settings.onMissingBaseline === "error" ? "mutable" : settings.onMissingBaseline;
    if (settings.onMissingBaseline === "error" && (!section || section.wholeEdgeUnsettled)) {
      throw missingBaseline(edgeId, whyMissing);
    }
    const rules = { edgeId, mapping, recordedMapping, purge, alsoOf, onMissingBaseline, quota, now };
    return planEdge(diffManifest(manifest, section, counts), section, rules);
  });
  return planPurge(edges, quota);
}

function refuseShrinkage(
  manifest: AssetManifest,
  counts: PlanInput["counts"],
  sections: readonly { readonly section: EdgeSection | undefined }[],
): void {
  const known = sections.flatMap(({ section }) => section ?? []);
  const shrinkage = findShrinkage(manifest, known, counts);
  if (!shrinkage) return;
  throw new OutputError("OUTPUT_SHRANK", shrinkage, {
    next: "Nothing was sent and the baseline is as it was. If the site really became this small, set allowShrink for one run.",
  });
}

function missingBaseline(edgeId: number, why: string | undefined): BaselineError {
  return new BaselineError(
    "BASELINE_MISSING",
    `There is no baseline for edge ${edgeId}: ${why ?? "the edge is new to it"}.`,
    {
      next: 'Bring the baseline back, or run once with onMissingBaseline "mutable" or "all".',
    },
  );
}
