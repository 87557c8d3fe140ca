import type { Baseline } from "../baseline/baseline.ts";
import { changeBaseline, type ChangePorts } from "../baseline/change-baseline.ts";
import { settle } from "../baseline/settle.ts";
import { unsettle } from "../baseline/unsettle.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import type { RunBaseline } from "./execute.ts";
import type { Outcome } from "./outcome.ts";

/**
 * Takes somebody's word that every edge serves a build: all its paths are settled, whatever the baseline said, and nothing is sent.
 *
 * @param planFor pure: the plan for a baseline
 * @throws BaselineError, and what `planFor` throws; the baseline is as it was then
 */
export async function adopt(
  planFor: (baseline: Baseline | undefined) => PurgePlan,
  { store, outputDirectory, mark }: RunBaseline,
  ports: ChangePorts,
): Promise<Outcome> {
  const { plan, baseline } = await changeBaseline(
    store,
    (now) => {
      const plan = planFor(now);
      const sections = plan.edges.map((edge) => {
        const section = unsettle(now?.edges.get(edge.edgeId), { mark, ...edge });
        const settled = settle(section, { mark, ...edge, isAccepted: () => true, settlesWholeEdge: true });
        return [edge.edgeId, settled] as const;
      });
      return { plan, baseline: { outputDirectory, edges: new Map(sections) } };
    },
    ports,
  );
  return { plan, receipts: [], baseline };
}
