import { checkPurge } from "../client/check-purge.ts";
import { createBatch } from "../client/purge-batch.ts";
import { formOfTarget } from "../client/purge-target.ts";
import type { Settings } from "../options/settings.ts";
import { compareTargets } from "../plan/order-targets.ts";
import { packTargets } from "../plan/pack-batches.ts";
import { estimate } from "../plan/plan-build.ts";
import { reportedTargets } from "../plan/plan-summary.ts";
import type { PurgeTarget } from "../plan/purge-plan.ts";
import type { RunEnd } from "../report/create-report.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import type { System } from "../system/system.ts";
import { reportRun } from "./reports/report-run.ts";
import { sendToEdge } from "../client/send-to-edge.ts";
import { requireCredentials } from "../options/resolve-account.ts";

/**
 * Purges what somebody names, on all edges of the settings, and leaves the baseline alone: for once, and not in place
 * of a run.
 *
 * @param targets as the API takes them: `/a/page.html?v=2`, `/a/*`, `/a/*.png`; "all" for everything an edge holds
 * @returns a report whose targets have the reason `also`: somebody wrote them
 * @throws EdgeError `TARGET_INVALID` where the API would not take one; nothing is sent then
 */
export async function purgeTargets(
  targets: readonly string[] | "all",
  settings: Settings,
  system: System,
): Promise<PurgeReport> {
  const { edgeIds, quota } = settings;
  const ordered = targets === "all" ? [everything] : [...new Set(targets)].map(asTarget).toSorted(compareTargets);
  const batches = edgeIds.flatMap((edgeId) =>
    targets === "all" ? [createBatch(edgeId, "ALL", [])] : packTargets(edgeId, ordered, quota),
  );
  for (const batch of batches) checkPurge(batch, quota);
  const summary = {
    counts: { added: 0, changed: 0, removed: 0, unchanged: 0 },
    targets: reportedTargets(ordered.map((target) => ({ ...target, edgeIds }))),
    estimate: estimate(batches.length, quota),
  };
  return reportRun(settings, system, async (ports): Promise<RunEnd> => {
    const { requests, seconds } = summary.estimate;
    if (seconds > 0) ports.logger.info(`  ${ports.words.longSend(ordered.length, requests, seconds)}`);
    if (settings.dryRun || batches.length === 0) return { summary, outcomes: [], receipts: [] };
    return { summary, outcomes: [], ...(await sendToEdge(batches, requireCredentials(settings), system, ports)) };
  });
}

const everything: PurgeTarget = { target: "/*", type: "ALL", rank: 0, reason: "also" };

/** What has no form that the API takes goes on as a URL, for the check to say what is wrong with it. */
function asTarget(target: string): PurgeTarget {
  return { target, type: formOfTarget(target) ?? "URL", rank: 0, reason: "also" };
}
