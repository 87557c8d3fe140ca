import { PlanError, type PlanErrorCode, type Verdict } from "@global-edge-purge/core";
import { EdgeError } from "@global-edge-purge/core/client";
import { OptionsError } from "@global-edge-purge/core/options";
import { UsageError } from "./usage-error.ts";

/** The exit code that a verdict stands for. */
export const exitCodes: Readonly<Record<Verdict, number>> = {
  purged: 0,
  "nothing-to-purge": 0,
  planned: 0,
  skipped: 0,
  partial: 3,
  failed: 1,
};

/** Wrong usage, which the same command would run into again. */
const wrongUsage = 2;
const wrongPlans = new Set<PlanErrorCode>(["PLAN_MISSING", "PLAN_INVALID", "PLAN_EDITED", "PLANS_CONFLICT"]);

/** The exit code of something that was thrown. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof OptionsError || error instanceof UsageError) return wrongUsage;
  if (error instanceof PlanError && wrongPlans.has(error.code)) return wrongUsage;
  // What the user typed, and nothing was sent for it.
  if (error instanceof EdgeError && (error.code === "TARGET_INVALID" || error.code === "ID_INVALID")) return wrongUsage;
  return 1;
}
