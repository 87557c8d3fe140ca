import type { Baseline } from "../baseline/baseline.ts";
import { addBuild, type KnownBuild } from "../baseline/build-order.ts";
import { loadBaseline } from "../baseline/stored-baseline.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import type { Outcome } from "../report/outcome.ts";
import { owePlan, settlePlan, type SettlePorts } from "../run/owe-and-settle.ts";

/** What became of what was owed. */
export type Delivered = Pick<Outcome, "receipts" | "waiting">;

export interface ExecutePorts extends SettlePorts {
  readonly store: BaselineStore;
  /** Sends what is owed, in the place of the edge. */
  readonly send: (plan: PurgePlan) => Promise<Delivered>;
}

/** One run, from a planner to its outcome, with whatever a test puts in the place of the edge. */
export async function execute(
  planFor: (baseline: Baseline | undefined) => PurgePlan,
  outputDirectory: string,
  mark: string,
  { store, send, ...ports }: ExecutePorts,
): Promise<Outcome> {
  const owed = await owe(planFor, { store, outputDirectory, mark }, ports);
  const delivered = owed.plan.batches.length > 0 ? await send(owed.plan) : { receipts: [] };
  return settlePlan({ ...owed, ...delivered }, ports);
}

/** The half of it before anything is sent. */
export async function owe(
  planFor: (baseline: Baseline | undefined) => PurgePlan,
  run: { readonly store: BaselineStore; readonly outputDirectory: string; readonly mark: string },
  { clock, random }: Pick<SettlePorts, "clock" | "random">,
) {
  const found = await loadBaseline(run.store);
  const memory = {
    ...run,
    recordBuild: (builds: readonly KnownBuild[]) => addBuild(builds, { id: "a build", live: true }),
    planFor,
    found,
  };
  const compared = { plan: planFor(found.baseline), manifest: new Map(), memory, newNamesOf: () => [] };
  return owePlan(compared, { clock, random, tell: () => {} });
}
