import { isInsideTarget } from "../client/purge-target.ts";
import type { PlanSummary } from "../plan/plan-summary.ts";
import type { ExplainWords, Purger } from "./explain-words.ts";
import type { Fact } from "./finding.ts";

/**
 * What a plan means for a URL.
 *
 * @param who what is about to purge
 */
export function explainByPlan(
  target: string,
  targets: PlanSummary["targets"],
  source: "build" | "plan",
  who: Purger,
  words: ExplainWords,
): readonly Fact[] {
  const reaching = targets.filter((planned) => reaches(planned, target));
  if (reaching.length === 0) return [{ source, says: words.leavesAlone(who) }];
  return reaching.map(({ target: planned, reason, assetPath }) => ({
    source,
    ...(assetPath !== undefined && { assetPath }),
    says: words.purges(who, planned === target ? undefined : planned, reason),
  }));
}

/** Whether a purge of one target drops a URL. */
export function reaches(
  { target, type }: Pick<PlanSummary["targets"][number], "target" | "type">,
  url: string,
): boolean {
  return type === "URL" ? target === url : type === "ALL" || isInsideTarget(url, target);
}
