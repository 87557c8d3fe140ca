import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The plans that the builds of one environment wrote beside a project, sorted: one, or one for each output directory.
 * Where there is none, the place where the one was expected.
 */
export function findPlans(projectDirectory: string, environment: string): readonly string[] {
  const folder = join(projectDirectory, ".global-edge-purge");
  const expected = join(folder, `${environment}.plan.json`);
  const found = readFolder(folder)
    .filter((name) => name.startsWith(`${environment}.`) && name.endsWith(".plan.json"))
    .map((name) => join(folder, name))
    .filter((path) => path === expected || isOfEnvironment(path, environment));
  return found.length > 0 ? found.toSorted() : [expected];
}

/** `production.eu.plan.json` can be of production's directory `eu`, or of an environment with that name. */
function isOfEnvironment(path: string, environment: string): boolean {
  try {
    return JSON.parse(readFileSync(path, "utf8")).environment === environment;
  } catch {
    // Whoever sends it says what is wrong with it.
    return true;
  }
}

/** A folder that cannot be read is told of when the plan in it is. */
function readFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
