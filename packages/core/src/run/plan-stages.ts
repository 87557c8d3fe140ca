import type { Baseline } from "../baseline/baseline.ts";
import type { KnownBuild } from "../baseline/build-order.ts";
import type { FoundBaseline } from "../baseline/stored-baseline.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import type { OriginSettings, VerifySettings } from "../options/settings.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import type { Outcome } from "../report/outcome.ts";

/** A plan, compared with its baseline as it was found. Each stage of a run adds to this one record. */
export interface ComparedPlan {
  readonly plan: PurgePlan;
  readonly manifest: AssetManifest;
  /** Absent where a plan is sent as it was written: then nothing is settled. */
  readonly memory?: PlanMemory;
  /** Immutable names that may not be on the origin yet, which must serve them before anything is purged. */
  readonly newNamesOf: (plan: PurgePlan) => readonly AssetPath[];
  readonly origin?: OriginSettings | undefined;
  readonly verify?: VerifySettings | undefined;
}

/** Where a plan is remembered: what it owes until it is accepted, and what its edges are known to serve after that. */
export interface PlanMemory {
  readonly store: BaselineStore;
  /** As the baseline records it. */
  readonly outputDirectory: string;
  /** The run's own. */
  readonly mark: string;
  /** The builds that the baseline has met, with this one. */
  readonly recordBuild: (builds: readonly KnownBuild[]) => readonly KnownBuild[];
  /** Pure: the plan for a baseline that another run has changed since. */
  readonly planFor: (baseline: Baseline | undefined) => PurgePlan;
  /** The baseline that the plan was made for; absent where it is to be read. */
  readonly found?: FoundBaseline;
}

/** From here on its purges are owed: killed at any moment, a later run sends them. */
export interface OwedPlan extends ComparedPlan {
  /** The baseline that says so; absent without a memory. */
  readonly baseline?: Baseline;
  /** Its document. */
  readonly text?: string;
}

/** Sent, as far as it could be. */
export type DeliveredPlan = OwedPlan & Pick<Outcome, "receipts" | "waiting">;

/** With the baseline as it is at the end; without one where that could not be saved. */
export type SettledPlan = DeliveredPlan & Outcome;
