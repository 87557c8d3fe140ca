import type { Quota } from "../../options/settings.ts";
import { packTargets, createBatch } from "../../plan/pack-batches.ts";
import { planPurge } from "../../plan/plan-purge.ts";
import type { EdgePlan, PlannedPath, PurgePlan, PurgeTarget } from "../../plan/purge-plan.ts";
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
    purges: wholeEdge ? [...manifest.keys()].map((assetPath) => purgeOf(assetPath, [])) : purgesOf(own),
    records: [],
    targets: own,
    batches: wholeEdge ? [createBatch(edgeId, "ALL", [])] : packTargets(edgeId, own, quota),
  };
}

function purgesOf(targets: readonly PurgeTarget[]): readonly PlannedPath[] {
  const byPath = new Map<string, PurgeTarget[]>();
  for (const target of targets) {
    if (target.assetPath === undefined) continue;
    const same = byPath.get(target.assetPath);
    if (same) same.push(target);
    else byPath.set(target.assetPath, [target]);
  }
  return [...byPath].map(([assetPath, own]) => purgeOf(assetPath, own));
}

function purgeOf(assetPath: string, targets: readonly PurgeTarget[]): PlannedPath {
  return {
    assetPath,
    served: assetPath,
    reason: targets[0]?.reason ?? "missing-baseline",
    urls: targets.filter(({ type }) => type === "URL").map(({ target }) => target),
    also: targets.filter(({ type }) => type !== "URL").map(({ target }) => target),
    inexpressible: false,
  };
}
