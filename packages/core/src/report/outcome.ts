import type { Baseline } from "../baseline/baseline.ts";
import { isInsideTarget } from "../client/purge-target.ts";
import type { PurgeReceipt } from "../client/receipts.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { EdgePlan, PurgePlan } from "../plan/purge-plan.ts";
import type { Waiting } from "../plan/waiting.ts";

/** Everything that happened in a run, for whoever reports it. */
export interface Outcome {
  readonly plan: PurgePlan;
  /** Empty for a dry run. */
  readonly receipts: readonly PurgeReceipt[];
  /** Absent where nothing but the API is waited for. */
  readonly waiting?: Waiting | undefined;
  /** The baseline as it is at the end; absent where there is none or it could not be saved. */
  readonly baseline?: Baseline;
  /** The mark of the run, where it has one: what bears it in the baseline is this run's. */
  readonly memory?: { readonly mark: string };
  /**
   * The plan was sent as it was written, without a baseline to settle in: what was not accepted is owed by nobody else.
   */
  readonly asWritten?: true;
}

/** Says of a path of one edge whether everything that it needs was accepted, and nothing else is waited for. */
export function acceptedPaths(
  edge: EdgePlan,
  receipts: readonly PurgeReceipt[],
  waiting?: Waiting,
): (assetPath: AssetPath) => boolean {
  const isAccepted = acceptedByEdge(edge, receipts);
  const waits = waiting?.get(edge.edgeId);
  return (assetPath) => isAccepted(assetPath) && !waits?.has(assetPath);
}

function acceptedByEdge(edge: EdgePlan, receipts: readonly PurgeReceipt[]): (assetPath: AssetPath) => boolean {
  const accepted = receipts.filter(({ batch, status }) => batch.edgeId === edge.edgeId && isAccepted(status));
  // An ALL purge reaches everything, also what another plan needs of the same edge.
  const wholeEdge = accepted.some(({ batch }) => batch.type === "ALL");
  if (wholeEdge || edge.wholeEdge) return () => wholeEdge;
  const targets = new Set(accepted.flatMap(({ batch }) => batch.targets));
  const wide = accepted.flatMap(({ batch }) => (batch.type === "URL" ? [] : batch.targets));
  const isCovered = (url: string) => targets.has(url) || wide.some((target) => isInsideTarget(url, target));
  const covered = edge.purges.filter(({ urls, also }) => [...urls, ...also].every(isCovered));
  const paths = new Set(covered.map(({ assetPath }) => assetPath));
  return (assetPath) => paths.has(assetPath);
}

/** Whether everything that one edge was sent, and owes, was accepted. */
export function isWhollyAccepted(edge: EdgePlan, receipts: readonly PurgeReceipt[], waiting?: Waiting): boolean {
  const isDone = acceptedPaths(edge, receipts, waiting);
  return (
    receipts.every(({ batch, status }) => batch.edgeId !== edge.edgeId || isAccepted(status)) &&
    edge.purges.every(({ assetPath }) => isDone(assetPath))
  );
}

/** Running out of time while waiting for completion counts as accepted: the API took it. */
export function isAccepted(status: PurgeReceipt["status"]): boolean {
  return status === "accepted" || status === "completed";
}
