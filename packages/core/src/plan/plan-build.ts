import { BaselineError } from "../baseline/baseline-error.ts";
import { type Baseline, type EdgeSection, recordMapping } from "../baseline/baseline.ts";
import type { Quota } from "../client/quota.ts";
import type { Mapping } from "../options/option-values.ts";
import type { Settings } from "../options/settings.ts";
import { createGlobMatcher } from "../output/asset-filter.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";
import { OutputError } from "../output/output-error.ts";
import { diffManifest } from "./diff.ts";
import { leftOutEdges } from "./left-out-edges.ts";
import { planEdge } from "./plan-edge.ts";
import type { EdgePlan, Estimate, PurgePlan } from "./purge-plan.ts";
import { findShrinkage } from "./shrink-guard.ts";

/** What a plan is made of. Making it neither reads nor writes anything. */
export interface PlanInput {
  readonly manifest: AssetManifest;
  readonly baseline: Baseline | undefined;
  /** Why there is no baseline, in words. */
  readonly whyMissing: string | undefined;
  readonly mapping: Mapping;
  readonly counts: (assetPath: AssetPath) => boolean;
  readonly settings: Pick<
    Settings,
    "edgeIds" | "immutable" | "purge" | "also" | "onMissingBaseline" | "allowShrink" | "quota"
  >;
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
  const diffRules = { counts, keepsImmutable: settings.immutable === undefined };
  const edges = sections.map(({ edgeId, section }) => {
    const onMissingBaseline = settings.onMissingBaseline === "error" ? "mutable" : settings.onMissingBaseline;
    if (settings.onMissingBaseline === "error" && (!section || section.wholeEdgeUnsettled)) {
      throw missingBaseline(edgeId, whyMissing);
    }
    const rules = { edgeId, mapping, recordedMapping, purge, alsoOf, onMissingBaseline, quota, now };
    return planEdge(diffManifest(manifest, section, diffRules), section, rules);
  });
  const leftOut = leftOutEdges({ manifest, baseline, edges, rules: diffRules, now });
  return { ...planPurge(edges, quota), ...(leftOut.length > 0 && { leftOut }) };
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
    next:
      "Nothing was sent and the baseline is as it was. If the site really became this small, set " +
      "allowShrink for one run.",
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

/** The plans of all edges as one: an edge after the other, each in the order of its ranks. */
export function planPurge(edges: readonly EdgePlan[], quota: Pick<Quota, "requestsPerMinute">): PurgePlan {
  const batches = edges.flatMap((edge) => edge.batches);
  return { edges, batches, estimate: estimate(batches.length, quota) };
}

/** What so many requests cost under the quota. */
export function estimate(requests: number, { requestsPerMinute }: Pick<Quota, "requestsPerMinute">): Estimate {
  const waits = Math.max(0, Math.ceil(requests / requestsPerMinute) - 1);
  return { requests, seconds: waits * 60 };
}

/** Says which further targets are purged with a path: those of every `also` glob that matches it. */
function createAlsoRule(also: Readonly<Record<string, readonly string[]>>): (assetPath: AssetPath) => string[] {
  const rules = Object.entries(also).map(([glob, targets]) => ({ matches: createGlobMatcher([glob]), targets }));
  return (assetPath) => rules.flatMap(({ matches, targets }) => (matches(assetPath) ? targets : []));
}
