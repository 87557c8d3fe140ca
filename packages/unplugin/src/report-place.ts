import { rm } from "node:fs/promises";
import { resolve } from "node:path";

/**
 * Where options that are wrong ask for a report, if they say it in words that can be read all the same.
 *
 * @param environment its name where the options do not name it
 */
export function reportPlace(options: unknown, environment: string, projectDirectory: string): string | undefined {
  const named = read(options, "environment");
  const ofEnvironment = read(options, "environments", typeof named === "string" ? named : environment, "report");
  const path = read(ofEnvironment ?? read(options, "report"), "json");
  return typeof path === "string" && path !== "" ? resolve(projectDirectory, path) : undefined;
}

function read(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (found, name) => (typeof found === "object" && found !== null ? Reflect.get(found, name) : undefined),
    value,
  );
}

/** Removes what an earlier run reported, where this one does not come to report anything: it would be read as this one's success. */
export async function removeReport(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  // The build fails for another reason, which must be heard.
  await rm(path, { force: true }).catch(() => {});
}
