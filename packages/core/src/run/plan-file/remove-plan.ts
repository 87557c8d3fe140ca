import { rmSync } from "node:fs";
import { messageOf, systemCode } from "../../errors.ts";
import { PlanError } from "./plan-error.ts";

/**
 * Removes the plan of an earlier build, so that nobody takes it for this one's. What it owed stands in the baseline.
 *
 * @throws PlanError `PLAN_UNWRITABLE`
 */
export function removePlan(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    // Its folder is a file: so there is no plan.
    if (systemCode(error) === "ENOTDIR") return;
    throw new PlanError(
      "PLAN_UNWRITABLE",
      `The plan ${path} of an earlier build cannot be removed: ${messageOf(error)}.`,
      {
        next: "Make its folder writable, then build again.",
        cause: error,
      },
    );
  }
}
