import type { RecordedMapping } from "../baseline/baseline.ts";
import { createBatch } from "../client/purge-batch.ts";
import type { Quota } from "../client/quota.ts";
import { type AssetPath, plainName } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";
import { packTargets } from "../plan/pack-batches.ts";
import { planPurge } from "../plan/plan-build.ts";
import type { EdgePlan, PlannedPath, PurgePlan, PurgeTarget } from "../plan/purge-plan.ts";
import { ownUrlsOf } from "../plan/targets-of.ts";
import type { PlanFile } from "./plan-file.ts";

/** What a plan said when it was written: all there is to go by where its baseline cannot be reached. */
export function planAsWritten(file: PlanFile, quota: Quota): PurgePlan {
  return planPurge(
    file.settings.edgeIds.map((edgeId) => edgeAsWritten(edgeId, file, quota)),
    quota,
  );
}

function edgeAsWritten(edgeId: number, { targets, mapping, manifest }: PlanFile, quota: Quota): EdgePlan {
  const own: readonly PurgeTarget[] = targets.filter(({ edgeIds }) => edgeIds.includes(edgeId));
  const wholeEdge = own.some(({ type }) => type === "ALL");
  return {
    edgeId,
    diff: { paths: [], leftOut: [] },
    isUnknown: false,
    wholeEdge,
    mapping,
    coveredMappings: [],
    purges: wholeEdge
      ? [...manifest.keys()].map((assetPath) => purgeOf(assetPath, [], mapping, manifest))
      : purgesOf(own, mapping, manifest),
    records: [],
    targets: own,
    covered: [],
    batches: wholeEdge ? [createBatch(edgeId, "ALL", [])] : packTargets(edgeId, own, quota),
  };
}

/** A target names the first path that wanted it. A file and its compressed copies may all want it. */
function purgesOf(
  targets: readonly PurgeTarget[],
  mapping: RecordedMapping,
  manifest: AssetManifest,
): readonly PlannedPath[] {
  const wanted = new Map<AssetPath, PurgeTarget[]>();
  for (const target of targets) {
    if (target.assetPath === undefined) continue;
    const plain = plainName(target.assetPath);
    wanted.set(plain, [...(wanted.get(plain) ?? []), target]);
  }
  const assetPaths = new Set([...manifest.keys(), ...targets.flatMap(({ assetPath }) => assetPath ?? [])]);
  return [...assetPaths].flatMap((assetPath) => {
    const own = wanted.get(plainName(assetPath));
    return own ? [purgeOf(assetPath, own, mapping, manifest)] : [];
  });
}

function purgeOf(
  assetPath: AssetPath,
  targets: readonly PurgeTarget[],
  { base }: RecordedMapping,
  manifest: AssetManifest,
): PlannedPath {
  const urls = targets.filter(({ type }) => type === "URL").map(({ target }) => target);
  const now = manifest.get(assetPath);
  return {
    assetPath,
    reason: targets[0]?.reason ?? "missing-baseline",
    ownUrls: ownUrlsOf(assetPath, base),
    currentUrls: urls,
    urls,
    also: targets.filter(({ type }) => type !== "URL").map(({ target }) => target),
    inexpressible: false,
    ...(now && { after: { state: "settled", ...now } }),
  };
}
