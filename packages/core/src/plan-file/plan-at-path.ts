import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";
import type { BaselineStore } from "../options/baseline-store.ts";
import type { Settings } from "../options/settings.ts";
import { PlanError, type PlanFile } from "./plan-file.ts";
import { baselineOfPlan, readPlan } from "./read-plan.ts";

/** A plan, where it was read from, and where its baseline lies on this machine. */
export interface PlanAtPath {
  /** As it was given, for people. */
  readonly path: string;
  readonly file: PlanFile;
  /** An absolute path, a URL, or a store. */
  readonly baseline: string | BaselineStore;
}

/**
 * Reads plans that are to be sent together.
 *
 * @param paths absolute, at least one
 * @throws PlanError
 */
export function readPlans(paths: readonly string[]): readonly PlanAtPath[] {
  const plans = [...new Set(paths)].map((path) => {
    const file = readPlan(path);
    return { path, file, baseline: baselineOfPlan(path, file) };
  });
  refuseOtherAccount(plans);
  return plans;
}

/**
 * The same plans, with `baseline` in place of the one that each names, where it is given.
 *
 * @throws PlanError `PLANS_CONFLICT` where two would share one
 */
export function placeBaselines(plans: readonly PlanAtPath[], baseline: Settings["baseline"]): readonly PlanAtPath[] {
  const placed = plans.map((plan) => ({ ...plan, baseline: baseline ?? plan.baseline }));
  refuseSharedBaseline(placed);
  return placed;
}

function refuseOtherAccount(plans: readonly PlanAtPath[]): void {
  const endpoints = new Set(plans.map(({ file }) => file.settings.endpoint));
  if (endpoints.size < 2) return;
  throw new PlanError("PLANS_CONFLICT", `The plans are for several APIs: ${[...endpoints].join(", ")}.`, {
    next: "Send the plans of each account by themselves.",
  });
}

function refuseSharedBaseline(plans: readonly PlanAtPath[]): void {
  const seen = new Map<string | BaselineStore, string>();
  for (const { path, baseline } of plans) {
    const other = seen.get(baseline);
    if (other !== undefined && mayBeThere(baseline)) {
      throw new PlanError(
        "PLANS_CONFLICT",
        `${other} and ${path} share the baseline ${typeof baseline === "string" ? baseline : baseline.location}.`,
        {
          next: "Send the one plan whose build was deployed: two builds cannot both be what the edge serves.",
        },
      );
    }
    seen.set(baseline, path);
  }
}

/** Plans that were moved without their baselines all point to a file that is not there: nothing of it can be shared. */
function mayBeThere(baseline: string | BaselineStore): boolean {
  return typeof baseline !== "string" || !isAbsolute(baseline) || existsSync(baseline);
}
