import type { PlanSummary, TargetOfEdges } from "../plan/plan-summary.ts";

/** How many targets a plan needs now that it did not when it was written, and how many it needs no more. */
export interface SinceWritten {
  readonly added: number;
  readonly dropped: number;
}

type Targets = readonly Pick<TargetOfEdges, "target" | "type" | "edgeIds">[];

export function sinceWritten(written: Targets, now: Targets): SinceWritten {
  const before = new Set(written.flatMap(keysOf));
  const after = new Set(now.flatMap(keysOf));
  return {
    added: [...after].filter((key) => !before.has(key)).length,
    dropped: [...before].filter((key) => !after.has(key)).length,
  };
}

function keysOf({ target, type, edgeIds }: Targets[number]): readonly string[] {
  return edgeIds.map((edgeId) => `${edgeId} ${type} ${target}`);
}

/**
 * A plan marks its paths as unsettled, so that is all a later look at the baseline shows. Why they were planned is what
 * people want to read.
 */
export function withWrittenReasons(summary: PlanSummary, written: readonly TargetOfEdges[]): PlanSummary {
  const reasons = new Map(written.map(({ target, reason }) => [target, reason]));
  const targets = summary.targets.map((target) => {
    const reason = target.reason === "unsettled" ? reasons.get(target.target) : undefined;
    return reason ? { ...target, reason } : target;
  });
  return { ...summary, targets };
}
