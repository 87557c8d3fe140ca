import { BaselineError } from "../baseline/baseline-error.ts";
import type { Baseline, EdgeSection } from "../baseline/baseline.ts";
import { settle } from "../baseline/settle.ts";
import { changeBaseline, type ChangePorts } from "../baseline/stored-baseline.ts";
import { unsettle } from "../baseline/unsettle.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import type { EdgePlan, PurgePlan } from "../plan/purge-plan.ts";
import { acceptedPaths, isWhollyAccepted, type Outcome } from "../report/outcome.ts";
import type { System } from "../system/system.ts";

/** Where a run remembers what it owes. */
export interface RunBaseline {
  readonly store: BaselineStore;
  /** As the baseline records it. */
  readonly outputDirectory: string;
  /** The run's own. */
  readonly mark: string;
}

export interface SettlePorts extends ChangePorts {
  /** Told when the purge was sent and its outcome could not be saved. */
  readonly onUnsaved: (error: BaselineError) => void;
}

export interface ExecutePorts extends SettlePorts {
  readonly store: BaselineStore;
  /** Sends what is owed. Never throws for what an edge answers: that is in the receipts. */
  readonly send: (plan: PurgePlan) => Promise<Delivered>;
}

/** What became of what was owed. */
export type Delivered = Pick<Outcome, "receipts" | "waiting">;

/** What a run owes from now on, and the baseline that says so. */
export type Owed = Pick<Outcome, "plan"> & Required<Pick<Outcome, "baseline">>;

/**
 * Plans and acts so that no purge can be lost: every path that will be purged is saved as unsettled first, then the requests go
 * out, then what was accepted is settled. Killed anywhere, the next run finishes the work.
 *
 * @param planFor see `owePurges`
 * @throws BaselineError, and what `planFor` throws, before anything is sent or saved
 */
export async function execute(
  planFor: (baseline: Baseline | undefined) => PurgePlan,
  outputDirectory: string,
  mark: string,
  { store, send, ...ports }: ExecutePorts,
): Promise<Outcome> {
  const run = { store, outputDirectory, mark };
  const owed = await owePurges(planFor, run, ports);
  const delivered = owed.plan.batches.length > 0 ? await send(owed.plan) : { receipts: [] };
  return settlePurges(owed, delivered, run, ports);
}

/**
 * The half before the requests: a plan, with every path that it purges saved as unsettled.
 *
 * @param planFor pure: the plan for a baseline. Planning and saving are one step, so that no other run comes between them; where
 * one does, the plan is made again
 * @throws BaselineError, and what `planFor` throws; nothing is saved then
 */
export async function owePurges(
  planFor: (baseline: Baseline | undefined) => PurgePlan,
  run: RunBaseline,
  ports: ChangePorts,
): Promise<Owed> {
  return changeBaseline(
    run.store,
    (now) => {
      const plan = planFor(now);
      const unsettled = changeEdges(plan, run, (edge) =>
        unsettle(now?.edges.get(edge.edgeId), { mark: run.mark, ...edge }),
      );
      return {
        plan,
        baseline: hasWork(plan) ? unsettled : changeEdges(plan, run, settledBy(run.mark, unsettled, { receipts: [] })),
      };
    },
    ports,
  );
}

/**
 * The half after the requests: what was accepted is settled.
 *
 * @throws BaselineError where nothing was sent or waits, and that cannot be saved
 */
export async function settlePurges(
  owed: Owed,
  delivered: Delivered,
  run: RunBaseline,
  { onUnsaved, ...ports }: SettlePorts,
): Promise<Outcome> {
  const { plan } = owed;
  if (!hasWork(plan)) return { ...owed, ...delivered };
  try {
    const { baseline } = await changeBaseline(
      run.store,
      (now) => ({ baseline: changeEdges(plan, run, settledBy(run.mark, now, delivered)) }),
      ports,
    );
    return { plan, ...delivered, baseline };
  } catch (error) {
    const isUnderWay =
      delivered.receipts.length > 0 || [...(delivered.waiting?.values() ?? [])].some(({ size }) => size > 0);
    if (!(error instanceof BaselineError) || !isUnderWay) throw error;
    onUnsaved(error);
    return { plan, ...delivered };
  }
}

function changeEdges(
  { edges }: PurgePlan,
  { outputDirectory }: RunBaseline,
  change: (edge: EdgePlan) => EdgeSection,
): Baseline {
  return { outputDirectory, edges: new Map(edges.map((edge) => [edge.edgeId, change(edge)])) };
}

/** A path whose URLs cannot be sent is owed all the same. */
function hasWork({ edges, batches }: PurgePlan): boolean {
  return batches.length > 0 || edges.some(({ purges }) => purges.length > 0);
}

function settledBy(
  mark: string,
  now: Baseline | undefined,
  { receipts, waiting }: Delivered,
): (edge: EdgePlan) => EdgeSection {
  return (edge) =>
    settle(now?.edges.get(edge.edgeId) ?? { mappings: [], paths: new Map() }, {
      mark,
      isAccepted: acceptedPaths(edge, receipts, waiting),
      settlesWholeEdge: edge.isUnknown && isWhollyAccepted(edge, receipts, waiting),
      ...edge,
    });
}

/** The mark of one run: when it began, for people, and enough chance that no two runs share one. */
export function createRunMark({ clock, random }: Pick<System, "clock" | "random">): string {
  const chance = Math.floor(random() * 36 ** 8)
    .toString(36)
    .padStart(8, "0");
  return `${new Date(clock.now()).toISOString()} ${chance}`;
}
