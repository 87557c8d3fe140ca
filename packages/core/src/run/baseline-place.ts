import { isAbsolute, join, relative, sep } from "node:path";
import type { BaselineStore } from "../baseline-store.ts";
import type { Baseline } from "../baseline/baseline.ts";
import { BaselineError } from "../baseline/baseline-error.ts";
import type { Settings } from "../options/settings.ts";
import { stateFolderName } from "../state-folder.ts";
import type { FinishedBuild } from "./finished-build.ts";

type Place = Pick<Settings, "baseline" | "planFile" | "environment" | "projectDirectory">;

/** Where a build's baseline lies: an absolute path, an `s3://` location, or a store. */
export function baselinePlace(settings: Place, build: Pick<FinishedBuild, "baselineName">): string | BaselineStore {
  return settings.baseline ?? statePath(settings, build, ".json");
}

/** The file that a build's plan is written to. Absolute. */
export function planPath(settings: Place, build: Pick<FinishedBuild, "baselineName">): string {
  return settings.planFile ?? statePath(settings, build, ".plan.json");
}

function statePath(
  { environment, projectDirectory }: Place,
  { baselineName }: Pick<FinishedBuild, "baselineName">,
  ending: string,
): string {
  return join(projectDirectory, stateFolderName, `${safeName(baselineName ?? environment)}${ending}`);
}

/** A name as part of a file name, on any system. */
export function safeName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-");
}

/** How a baseline names its output directory: from the project, so that it is the same on another machine. */
export function recordedOutput(projectDirectory: string, outputDirectory: string): string {
  const path = relative(projectDirectory, outputDirectory);
  return isAbsolute(path) ? path : path.split(sep).join("/") || ".";
}

/**
 * Two outputs in one baseline would take turns in removing each other's files.
 *
 * @throws BaselineError `BASELINE_OTHER_OUTPUT`
 */
export function refuseOtherOutput(baseline: Baseline | undefined, outputDirectory: string, location: string): void {
  if (!baseline || baseline.outputDirectory === outputDirectory) return;
  throw new BaselineError(
    "BASELINE_OTHER_OUTPUT",
    `The baseline ${location} belongs to the output directory ${baseline.outputDirectory}, and this build wrote ${outputDirectory}.`,
    {
      next: "Give each output directory a baseline of its own (baseline), or remove this one if the directory was renamed.",
    },
  );
}
