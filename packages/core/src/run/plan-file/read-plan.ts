import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { messageOf, systemCode } from "../../errors.ts";
import type { BuildContents } from "../build-contents.ts";
import { parsePlan } from "./parse-plan.ts";
import { PlanError } from "./plan-error.ts";
import type { PlanFile } from "./plan-file.ts";

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
        next: 'Let the build write one (when: "deploy", or `global-edge-purge plan --dir DIR`), or give the path of the one it wrote.',
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
