import { realpathSync, rmSync } from "node:fs";
import { messageOf } from "../../errors.ts";
import { PlanError } from "./plan-error.ts";
import type { PlanFile } from "./plan-file.ts";
import { baselineOfPlan, readPlan } from "./read-plan.ts";

/**
 * Removes the plan of an earlier build of the same output directory and baseline, so that nobody takes it for this one's. What it owed
 * stands in the baseline. A plan of something else stays, and so does a file that is no plan.
 *
 * @param path absolute
 * @param outputDirectory as plans and baselines record it
 * @param baseline where it lies: an absolute path, or a URL
 * @throws PlanError `PLAN_UNWRITABLE`
 */
export function removePlan(
  path: string,
  { outputDirectory, baseline }: Pick<PlanFile, "outputDirectory" | "baseline">,
): void {
  const earlier = planAt(path);
  const isOurs = earlier?.outputDirectory === outputDirectory && baselineOfPlan(path, earlier) === baseline;
  if (!isOurs) return;
  try {
    rmSync(realpathSync(path));
  } catch (error) {
    throw new PlanError(
      "PLAN_UNWRITABLE",
      `The plan ${path} of an earlier build cannot be removed: ${messageOf(error)}.`,
      { next: "Make its folder writable, then build again.", cause: error },
    );
  }
}

function planAt(path: string): PlanFile | undefined {
  try {
    return readPlan(path);
  } catch (error) {
    // None, or none that could be sent.
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}
