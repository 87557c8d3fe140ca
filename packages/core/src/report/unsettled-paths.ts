import type { Baseline } from "../baseline/baseline.ts";
import { meaningOf } from "../client/failure-table.ts";
import { isInsideTarget } from "../client/purge-target.ts";
import type { PurgeReceipt } from "../client/receipts.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { EdgePlan } from "../plan/purge-plan.ts";
import type { WaitingFor } from "../plan/waiting.ts";
import { acceptedPaths, isAccepted, type Outcome } from "./outcome.ts";
import type { PurgeReport } from "./purge-report.ts";

/**
 * What this run leaves to later ones, and what each path waits for. A path that another run took over is that run's.
 */
export function unsettledPaths(outcome: Outcome): PurgeReport["unsettled"] {
  const { plan, receipts, waiting, baseline, asWritten, memory } = outcome;
  return plan.edges.flatMap((edge) => {
    const reasons = new Map([...reasonsToWait(edge, receipts), ...(waiting?.get(edge.edgeId) ?? [])]);
    const isDone = asWritten ? acceptedPaths(edge, receipts, waiting) : () => false;
    const assetPaths = baseline
      ? unsettledIn(baseline, edge.edgeId, (mark) => mark === (memory?.mark ?? mark))
      : [...reasons.keys()].filter((assetPath) => !isDone(assetPath));
    return assetPaths.map((assetPath) => ({
      assetPath,
      edgeId: edge.edgeId,
      waitingFor: reasons.get(assetPath) ?? ("accept" as const),
    }));
  });
}

/** Paths of the plan that another run marked since: it purges them, whatever this one came to. */
export function takenOverPaths({ plan, baseline, memory }: Outcome): ReadonlySet<AssetPath> {
  if (!baseline || !memory) return new Set();
  return new Set(plan.edges.flatMap(({ edgeId }) => unsettledIn(baseline, edgeId, (mark) => mark !== memory.mark)));
}

function unsettledIn(baseline: Baseline, edgeId: number, isMeant: (mark: string) => boolean): readonly AssetPath[] {
  return [...(baseline.edges.get(edgeId)?.paths ?? [])].flatMap(([assetPath, entry]) =>
    entry.state === "unsettled" && isMeant(entry.mark) ? [assetPath] : [],
  );
}

/** For each path of a plan what it waits for, if it is not accepted (or if nobody knows: without a saved baseline). */
function reasonsToWait(edge: EdgePlan, receipts: readonly PurgeReceipt[]): ReadonlyMap<AssetPath, WaitingFor> {
  const isDone = acceptedPaths(edge, receipts);
  const refusals = new Map<string, WaitingFor>();
  for (const { batch, status, requestIds, error } of receipts) {
    if (batch.edgeId !== edge.edgeId || isAccepted(status)) continue;
    const waitingFor = requestIds.length > 0 ? "complete" : error ? meaningOf(error.code).waitingFor : "accept";
    for (const target of batch.type === "ALL" ? ["/*"] : batch.targets) refusals.set(target, waitingFor);
  }
  const wide = [...refusals].filter(([target]) => target.includes("*"));
  const refusalOf = (url: string) => refusals.get(url) ?? wide.find(([target]) => isInsideTarget(url, target))?.[1];
  const reasons = new Map<AssetPath, WaitingFor>();
  for (const { assetPath, urls, also, inexpressible } of edge.purges) {
    const refused = (edge.wholeEdge ? ["/*"] : [...urls, ...also]).flatMap((url) => refusalOf(url) ?? []);
    reasons.set(assetPath, refused[0] ?? (inexpressible && !isDone(assetPath) ? "expressible" : "accept"));
  }
  return reasons;
}
