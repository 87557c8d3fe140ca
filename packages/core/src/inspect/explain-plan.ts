import { isInsideTarget } from "../client/purge-target.ts";
import type { PlanSummary } from "../plan/plan-summary.ts";
import type { PurgeReason } from "../plan/purge-plan.ts";
import type { Fact } from "./finding.ts";

/**
 * What a plan means for a URL.
 *
 * @param who what is about to purge, at the start of a sentence
 */
export function explainByPlan(
  target: string,
  targets: PlanSummary["targets"],
  source: "build" | "plan",
  who: string,
): readonly Fact[] {
  const reaching = targets.filter((planned) => reaches(planned, target));
  if (reaching.length === 0) return [{ source, says: `${who} leaves it alone.` }];
  return reaching.map(({ target: planned, reason, assetPath }) => ({
    source,
    ...(assetPath !== undefined && { assetPath }),
    says: `${who} purges it${planned === target ? "" : ` with ${planned}`}: ${reasons[reason]}.`,
  }));
}

/** Whether a purge of one target drops a URL. */
export function reaches(
  { target, type }: Pick<PlanSummary["targets"][number], "target" | "type">,
  url: string,
): boolean {
  return type === "URL" ? target === url : type === "ALL" || isInsideTarget(url, target);
}

const reasons: Readonly<Record<PurgeReason, string>> = {
  added: "the file is new, and the edge may have kept that it was missing",
  changed: "the file changed",
  removed: "the file is gone",
  unsettled: "an earlier purge of it is still owed",
  mapping: "files are served under other URLs than before",
  "missing-baseline": "nothing is known of what the edge serves",
  also: "an option also asks for it",
};
