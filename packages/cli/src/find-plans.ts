import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * The plans that the builds of one environment wrote beside a project, sorted: one, or one for each output directory.
 * Where there is none, the place where the one was expected.
 */
export function findPlans(projectDirectory: string, environment: string): readonly string[] {
  return findInState(projectDirectory, environment, "plan.json");
}

/** The plans that lie beside a project, of all environments but one. */
export function otherPlans(
  projectDirectory: string,
  environment: string,
): readonly { readonly environment: string; readonly path: string }[] {
  const names = foldersIn(join(projectDirectory, ".global-edge-purge")).toSorted();
  return names
    .filter((name) => name !== environment.normalize("NFC"))
    .flatMap((name) => findPlans(projectDirectory, name).map((path) => ({ environment: name, path })))
    .filter(({ path }) => existsSync(path));
}

/** Files of that name in the folder of an environment, and in that of each of its output directories, in the same way. */
export function findInState(projectDirectory: string, environment: string, file: string): readonly string[] {
  const folder = join(projectDirectory, ".global-edge-purge", environment.normalize("NFC"));
  const expected = join(folder, file);
  const found = [expected, ...foldersIn(folder).map((name) => join(folder, name, file))].filter(existsSync);
  return found.length > 0 ? found.toSorted() : [expected];
}

/** A folder that cannot be read is told of when the plan in it is. */
function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
