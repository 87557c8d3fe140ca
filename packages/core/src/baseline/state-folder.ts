import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import type { BaselineStore } from "../options/baseline-store.ts";
import type { Warning } from "../system/logger.ts";
import type { Settings } from "../options/settings.ts";
import type { FinishedBuild } from "../output/read-output.ts";
import { systemCode } from "../system/errors.ts";

/** The folder beside a project that holds baselines and plans, unless the options choose other places. */
const stateFolderName = ".global-edge-purge";

/**
 * Makes the folder of a file that holds state. Our own gets a `.gitignore`: a baseline in version control would go back
 * in time. A user's folder with other files in it is theirs to ignore or not.
 */
export async function prepareStateFolder(path: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const parts = folder.split(sep);
  const depth = parts.lastIndexOf(stateFolderName);
  if (depth < 0) return;
  const ignore = [...parts.slice(0, depth + 1), ".gitignore"].join(sep);
  await writeFile(ignore, "*\n", { flag: "wx" }).catch((error: unknown) => {
    if (systemCode(error) !== "EEXIST") throw error;
  });
}

type Place = Pick<Settings, "baseline" | "planFile" | "environment" | "projectDirectory">;
/** One of the outputs of a build, as far as its state is concerned. */
export type Output = Pick<FinishedBuild, "outputName">;

/** Where a build's baseline lies: an absolute path, an `s3://` location, or a store. */
export function baselinePlace(settings: Place, build: Output): string | BaselineStore {
  return settings.baseline ?? join(stateFolderOf(settings, build), "baseline.json");
}

/** The file that a build's plan is written to. Absolute. */
export function planPath(settings: Place, build: Output): string {
  return settings.planFile ?? join(stateFolderOf(settings, build), "plan.json");
}

/**
 * Where the report of the last run is kept that something was accepted of: for asking what became of it, and for purging
 * it again. Absolute.
 */
export function lastPurgePath(settings: Pick<Place, "environment" | "projectDirectory">, build: Output): string {
  return join(stateFolderOf(settings, build), "last-purge.json");
}

/** A folder for each environment, and in it one for each output where a build has several. */
function stateFolderOf(
  { environment, projectDirectory }: Pick<Place, "environment" | "projectDirectory">,
  { outputName }: Output,
): string {
  const folder = join(projectDirectory, stateFolderName, environment.normalize("NFC"));
  return outputName === undefined ? folder : join(folder, folderName(outputName));
}

/** A name as the name of one folder on any system; two names never share one. */
export function folderName(name: string): string {
  const encoded = encodeURIComponent(name.normalize("NFC").toWellFormed()).replaceAll("*", "%2A");
  // These two would lead elsewhere.
  return /^\.{1,2}$/u.test(encoded) ? encoded.replaceAll(".", "%2E") : encoded;
}

/** Every output whose baseline or plan commands should look at: the known ones, or the one to be expected. */
export function outputsOf(settings: Place): readonly Output[] {
  const known = settings.baseline === undefined && settings.planFile === undefined ? knownOutputs(settings) : [];
  return known.length > 0 ? known : [{}];
}

/** The outputs of an environment that state lies here for, sorted; the one without a name first. */
export function knownOutputs(settings: Pick<Settings, "environment" | "projectDirectory">): readonly Output[] {
  const folder = stateFolderOf(settings, {});
  const holdsState = (path: string) => ["baseline.json", "plan.json"].some((name) => existsSync(join(path, name)));
  const named = namesIn(folder).filter((name) => holdsState(join(folder, name)));
  return [...(holdsState(folder) ? [{}] : []), ...named.map((name) => ({ outputName: decodeURIComponent(name) }))];
}

/** What can be the folder of an output, by its name. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(isFolderName).toSorted();
  } catch {
    // Whoever reads what should be there says why it cannot.
    return [];
  }
}

function isFolderName(name: string): boolean {
  try {
    return folderName(decodeURIComponent(name)) === name;
  } catch {
    return false;
  }
}

/** A warning of each file that an earlier version of this tool kept state in, and that nobody reads any more. */
export function oldStateWarnings({
  environment,
  projectDirectory,
}: Pick<Settings, "environment" | "projectDirectory">): readonly Warning[] {
  const folder = join(projectDirectory, stateFolderName);
  const names = [`${environment}.json`, `${environment}.plan.json`];
  return names
    .map((name) => join(folder, name))
    .filter(isFile)
    .map((path) => ({
      code: "STATE_FILE_OLD",
      message: `${path} is where an earlier version of this tool kept its state. It is not read any more: remove it.`,
    }));
}

/** An environment can be called like a file: its folder is none. */
function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** A path as people read it: from the project, unless it leads out of there. */
export function shownPath(path: string, projectDirectory: string): string {
  const fromProject = relative(projectDirectory, path);
  return fromProject === "" || fromProject.startsWith("..") || isAbsolute(fromProject) ? path : fromProject;
}
