import { isInsideTarget } from "../client/purge-target.ts";
import { deferring, type PurgeReceipt } from "../client/receipts.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { EdgePlan } from "../plan/purge-plan.ts";
import type { WaitingFor } from "../plan/waiting.ts";
import { acceptedPaths, isAccepted, type Outcome } from "./outcome.ts";
import type { PurgeReport } from "./purge-report.ts";

/** What later runs still owe, and what each path waits for. */
export function unsettledPaths({ plan, receipts, waiting, baseline, asWritten }: Outcome): PurgeReport["unsettled"] {
  return plan.edges.flatMap((edge) => {
    const reasons = new Map([...reasonsToWait(edge, receipts), ...(waiting?.get(edge.edgeId) ?? [])]);
    const isDone = asWritten ? acceptedPaths(edge, receipts, waiting) : () => false;
    const assetPaths = baseline
      ? unsettledIn(baseline.edges.get(edge.edgeId)?.paths ?? new Map())
      : [...reasons.keys()].filter((assetPath) => !isDone(assetPath));
    return assetPaths.map((assetPath) => ({
      assetPath,
      edgeId: edge.edgeId,
      waitingFor: reasons.get(assetPath) ?? ("accept" as const),
    }));
  });
}

function unsettledIn(paths: ReadonlyMap<AssetPath, { readonly state: string }>): readonly AssetPath[] {
  return [...paths].filter(([, { state }]) => state === "unsettled").map(([assetPath]) => assetPath);
}

/** For each path of a plan what it waits for, if it is not accepted (or if nobody knows: without a saved baseline). */
function reasonsToWait(edge: EdgePlan, receipts: readonly PurgeReceipt[]): ReadonlyMap<AssetPath, WaitingFor> {
  const isDone = acceptedPaths(edge, receipts);
  const refusals = new Map<string, WaitingFor>();
  for (const { batch, status, requestIds, error } of receipts) {
    if (batch.edgeId !== edge.edgeId || isAccepted(status)) continue;
    const waitingFor =
      requestIds.length > 0 ? "complete" : status === "deferred" && isQuota(error?.code) ? "quota" : "accept";
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

function isQuota(code: string | undefined): boolean {
  return code !== undefined && deferring.has(code);
}
