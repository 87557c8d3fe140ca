import { existsSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { BuildContents } from "../output/read-output.ts";
import { messageOf, systemCode } from "../system/errors.ts";
import { parsePlan } from "./parse-plan.ts";
import { PlanError, type PlanFile } from "./plan-file.ts";

/**
 * Reads a plan that a build wrote.
 *
 * @throws PlanError `PLAN_MISSING`, `PLAN_UNREADABLE`, `PLAN_INVALID`, `PLAN_EDITED`
 */
export function readPlan(path: string): PlanFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      throw new PlanError("PLAN_MISSING", `There is no plan ${path}.`, {
        next:
          'Let the build write one (when: "deploy", or `npx global-edge-purge plan --dir DIR`), or give ' +
          "the path of the one it wrote.",
      });
    }
    throw new PlanError("PLAN_UNREADABLE", `The plan ${path} cannot be read: ${messageOf(error)}.`, {
      next: "Make it readable for this user.",
      cause: error,
    });
  }
  return parsePlan(text, path);
}

/** Where the baseline of the plan at `path` lies on this machine: an absolute path, or a URL. */
export function baselineOfPlan(path: string, { baseline }: Pick<PlanFile, "baseline">): string {
  return isUrl(baseline) ? baseline : resolve(dirname(path), baseline);
}

/** Whether a place for state is no path on this machine. */
function isUrl(place: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(place);
}

/** The build that a plan holds. */
export function contentsOfPlan({ manifest, mapping, aliasesGiven, outputDirectory }: PlanFile): BuildContents {
  const { base, aliases, queries } = mapping;
  return {
    manifest,
    mapping: {
      base,
      aliases: aliases === "function" ? (assetPath) => aliasesGiven?.get(assetPath) ?? [] : aliases,
      queries,
    },
    outputDirectory,
  };
}

/**
 * Removes the plan of an earlier build of the same output directory and baseline, so that nobody takes it for this
 * one's. What it owed stands in the baseline. A plan of something else stays, and so does a file that is no plan.
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
  // A pipe that a plan is written into holds none of an earlier build, and reading it would wait for somebody.
  if (existsSync(path) && !statSync(path).isFile()) return undefined;
  try {
    return readPlan(path);
  } catch (error) {
    // None, or none that could be sent.
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}
