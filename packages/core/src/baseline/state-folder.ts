import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import type { BaselineStore } from "../options/baseline-store.ts";
import type { Settings } from "../options/settings.ts";
import type { FinishedBuild } from "../output/read-output.ts";
import { systemCode } from "../system/errors.ts";

/** The folder beside a project that holds baselines and plans, unless the options choose other places. */
const stateFolderName = ".global-edge-purge";

/**
 * Makes the folder of a file that holds state. Our own gets a `.gitignore`: a baseline in version control would go back in time.
 * A user's folder with other files in it is theirs to ignore or not.
 */
export async function prepareStateFolder(path: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  if (basename(folder) !== stateFolderName) return;
  await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" }).catch((error: unknown) => {
    if (systemCode(error) !== "EEXIST") throw error;
  });
}

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

/** A path as people read it: from the project, unless it leads out of there. */
export function shownPath(path: string, projectDirectory: string): string {
  const fromProject = relative(projectDirectory, path);
  return fromProject === "" || fromProject.startsWith("..") || isAbsolute(fromProject) ? path : fromProject;
}
