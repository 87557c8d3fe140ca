import {
  type EdgeSection,
  type GoneEntry,
  isSameMapping,
  type PathRecord,
  type RecordedMapping,
  type SettledEntry,
} from "../baseline/baseline.ts";
import { createBatch } from "../client/purge-batch.ts";
import { isInsideTarget } from "../client/purge-target.ts";
import type { Quota } from "../client/quota.ts";
import type { Mapping, PurgeKind } from "../options/option-values.ts";
import { type AssetPath, plainName } from "../output/asset-path.ts";
import { isText } from "../output/disk-name.ts";
import type { ManifestDiff, PathDiff } from "./diff.ts";
import { orderTargets } from "./order-targets.ts";
import { fitsRequest, isExpressible, packTargets } from "./pack-batches.ts";
import { type PathTargets, pathTargets } from "./path-targets.ts";
import type { EdgePlan, PlannedPath, PurgeReason, PurgeTarget } from "./purge-plan.ts";
import { reasonOf } from "./reason-of.ts";
import { ownUrlsOf } from "./targets-of.ts";

export interface PlanRules {
  readonly edgeId: number;
  readonly mapping: Mapping;
  readonly recordedMapping: RecordedMapping;
  /** Which differences are purged. */
  readonly purge: readonly PurgeKind[];
  /** Targets that the user wants purged with a path, verbatim. */
  readonly alsoOf: (assetPath: AssetPath) => readonly string[];
  /** What to do where nothing is known of the edge. */
  readonly onMissingBaseline: "mutable" | "all";
  readonly quota: Quota;
  /** ISO 8601, for paths that go missing. */
  readonly now: string;
}

/** Decides for each path of a diff whether it is purged, and why, or only recorded; and packs what is to be sent. */
export function planEdge(diff: ManifestDiff, section: EdgeSection | undefined, rules: PlanRules): EdgePlan {
  const isUnknown = !section || section.wholeEdgeUnsettled === true;
  const wholeEdge = isUnknown && rules.onMissingBaseline === "all";
  const { purges, records } = decide(diff, section, rules, isUnknown, wholeEdge);
  const ordered = wholeEdge ? { targets: [wholeEdgeTarget], covered: [] } : orderTargets(purges, rules.quota);
  const { targets } = ordered;
  return {
    edgeId: rules.edgeId,
    diff,
    isUnknown,
    wholeEdge,
    mapping: rules.recordedMapping,
    coveredMappings: section?.mappings ?? [],
    purges: wholeEdge ? purges : markInexpressible(purges, targets, rules.quota),
    records,
    ...ordered,
    batches: wholeEdge ? [createBatch(rules.edgeId, "ALL", [])] : packTargets(rules.edgeId, targets, rules.quota),
  };
}

const wholeEdgeTarget: PurgeTarget = { target: "/*", type: "ALL", rank: 0, reason: "missing-baseline" };

function decide(
  diff: ManifestDiff,
  section: EdgeSection | undefined,
  rules: PlanRules,
  isUnknown: boolean,
  wholeEdge: boolean,
) {
  const { mapping, purge } = rules;
  const listed = section?.mappings ?? [];
  const byFunction = typeof mapping.aliases === "function";
  // What a function said counts until its mapping is no longer listed, though another one is current.
  const functionListed = listed.some(({ aliases }) => aliases === "function");
  const others = listed.filter((one) => one.aliases === "function" || !isSameMapping(one, rules.recordedMapping));
  const isMapped = others.length === 0 && !byFunction && !functionListed;
  const purges: PlannedPath[] = [];
  const records: PathRecord[] = diff.leftOut.map(({ assetPath }) => ({ assetPath }));
  for (const path of diff.paths) {
    const { assetPath, kind, before, now } = path;
    // Most paths of most builds did not change, and nobody needs to know their URLs.
    if (kind === "unchanged" && isMapped && !isUnknown && now) {
      records.push({ assetPath, after: settledEntry(now, undefined) });
      continue;
    }
    const targetsOfPath = once(() => pathTargets(assetPath, mapping, others, before));
    const mayBeStale = () => others.length > 0 && targetsOfPath().unshared.length > 0;
    const reason = wholeEdge ? "missing-baseline" : reasonOf(path, mayBeStale, { isUnknown, purge });
    const targets = byFunction ? targetsOfPath().current.toSorted() : functionListed ? before?.targets : undefined;
    const after = now ? settledEntry(now, targets) : rememberedEntry(path, reason, targetsOfPath, rules.now);
    const planned = reason && purgeOf(path, reason, targetsOfPath(), wholeEdge, rules);
    if (planned) {
      const owed = byFunction && { targets: targetsOfPath().all.toSorted() };
      purges.push({ ...planned, ...owed, ...(after && { after }) });
    } else records.push({ assetPath, ...(after && { after }) });
  }
  return { purges, records };
}

/** What is to be purged of a path; nothing where it has no URL and owes none, since then recording it is enough. */
function purgeOf(
  { assetPath, before }: PathDiff,
  reason: PurgeReason,
  { current, all, unshared }: PathTargets,
  wholeEdge: boolean,
  rules: PlanRules,
): Omit<PlannedPath, "after" | "targets"> | undefined {
  const urls = reason === "mapping" ? unshared : all;
  const also = wholeEdge ? [] : alsoOf(assetPath, rules);
  if (!wholeEdge && urls.length + also.length === 0 && before?.state !== "unsettled") return undefined;
  const ownUrls = ownUrlsOf(assetPath, rules.mapping.base);
  return { assetPath, reason, ownUrls, currentUrls: current, urls, also, inexpressible: false };
}

/** A file whose removal is not purged, or not everywhere, is remembered, unless it had no URL behind this edge. */
function rememberedEntry(
  path: PathDiff,
  reason: PurgeReason | undefined,
  targetsOfPath: () => PathTargets,
  since: string,
): GoneEntry | undefined {
  const isPurged = reason !== undefined && reason !== "mapping";
  return isPurged || targetsOfPath().all.length === 0 ? undefined : goneEntry(path, since);
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A compressed file brings along what the file that it is a copy of does. */
function alsoOf(assetPath: AssetPath, rules: PlanRules): readonly string[] {
  return [...new Set([assetPath, plainName(assetPath)].flatMap(rules.alsoOf))].toSorted();
}

function settledEntry(now: NonNullable<PathDiff["now"]>, targets: readonly string[] | undefined): SettledEntry {
  const { digest, size, immutable } = now;
  return { state: "settled", digest, size, immutable, ...(targets && { targets }) };
}

function goneEntry({ before }: PathDiff, since: string): GoneEntry | undefined {
  if (before?.state !== "settled") return undefined;
  const { digest, immutable, targets } = before;
  return { state: "gone", digest, since, ...(immutable && { immutable }), ...(targets && { targets }) };
}

/** A URL that the API does not take must be inside a wide target of the same plan. */
function markInexpressible(
  purges: readonly PlannedPath[],
  targets: readonly PurgeTarget[],
  quota: Quota,
): readonly PlannedPath[] {
  const wide = targets.filter(({ type }) => type !== "URL");
  const isCovered = (url: string) => wide.some(({ target }) => isInsideTarget(url, target));
  return purges.map((path) => {
    const isReached = (url: string) => (isText(path.assetPath) && isExpressible(url, quota)) || isCovered(url);
    const reached = path.urls.every(isReached) && path.also.every((target) => fitsRequest(target, quota));
    return reached ? path : { ...path, inexpressible: true };
  });
}
