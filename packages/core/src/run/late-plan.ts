import type { PurgePlan } from "../plan/purge-plan.ts";
import type { Outcome } from "./outcome.ts";

/** The part of a plan that only waits for the origin; `undefined` where nothing does. */
export function latePlan({ plan, waiting }: Pick<Outcome, "plan" | "waiting">): PurgePlan | undefined {
  const edges = plan.edges.map((edge) => {
    const late = edge.purges.filter(({ assetPath }) => waiting?.get(edge.edgeId)?.get(assetPath) === "origin");
    const wanted = new Set(late.flatMap(({ urls, also }) => [...urls, ...also]));
    const isWanted = ({ type, target }: (typeof edge.targets)[number]) => type === "ALL" || wanted.has(target);
    return { ...edge, purges: late, targets: late.length > 0 ? edge.targets.filter(isWanted) : [] };
  });
  return edges.some(({ purges }) => purges.length > 0) ? { ...plan, edges } : undefined;
}
