import type { GlobalEdgePurgeError } from "@global-edge-purge/core";
import type { BuildFacts, GlobalEdgePurgeOptions, Resolution } from "@global-edge-purge/core/options";
import type { Build } from "./build-session.ts";
import { guardExit } from "./exit-guard.ts";
import { pathWithin } from "./finished-builds.ts";
import { withoutEnd } from "./outside-files.ts";
import { type Bundler, untestedNote } from "./tested-versions.ts";

/** What a bundler knows of a part of a build that begins. */
export interface PartFacts {
  readonly part: string;
  readonly facts: BuildFacts;
  readonly bundler: Bundler;
  /**
   * Where the bundler writes, if it says so by now. Where the option names a folder around it, the bundler's public
   * path tells where that is served, too.
   */
  readonly directory?: string;
}

/**
 * Reads the options for a part of a build, when it starts and not before: that loads the schema, and a mistake in the
 * options is to fail the build before it does its work. Where the part is to be purged, the process is watched from
 * then on.
 *
 * @throws OptionsError
 */
export async function readOptions(
  build: Build,
  options: GlobalEdgePurgeOptions,
  { part, facts, bundler, directory }: PartFacts,
): Promise<void> {
  const { createLogger, createSystem } = await import("@global-edge-purge/core/options");
  const resolution = await resolveBuild(options, facts, directory);
  const isFirst = build.resolutions.size === 0;
  build.resolutions.set(part, resolution);
  if (!("settings" in resolution)) return;
  if (isFirst) {
    const logger = createLogger(resolution.settings.logLevel, createSystem().write);
    for (const note of [untestedNote(bundler), ...(await publishableKeys(facts))]) {
      if (note !== undefined) logger.warn(note);
    }
  }
  const { removeReport } = await import("@global-edge-purge/core/internal");
  guardExit({ build, part, settings: resolution.settings, directory }, removeReport);
  // While the bundler works, what the end of the build needs is loaded already. If it cannot be, that end says so.
  void import("@global-edge-purge/core").catch(() => {});
}

/** Warnings of keys in files that the next commit may publish. */
async function publishableKeys({ dotenv }: BuildFacts): Promise<readonly string[]> {
  if (!dotenv) return [];
  const { gitIgnores, readTextFile, unignoredKeyFiles } = await import("@global-edge-purge/core/internal");
  return unignoredKeyFiles(dotenv, readTextFile, gitIgnores).map(
    (name) =>
      `Global Edge purge: ${name} holds a key, and git does not ignore the file. Add it to .gitignore; if it was ever ` +
      "pushed, replace the key. [CREDENTIALS_UNIGNORED]",
  );
}

/**
 * The options as they hold for a build.
 *
 * @param directory where the bundler writes, if it says so by now
 * @throws OptionsError after the report of the build before has been removed
 */
export async function resolveBuild(
  options: GlobalEdgePurgeOptions,
  facts: BuildFacts,
  directory?: string,
): Promise<Resolution> {
  const { createSystem, OptionsError, resolveOptions } = await import("@global-edge-purge/core/options");
  const system = createSystem();
  const resolve = (each: BuildFacts) => resolveOptions(options, each, system);
  try {
    const resolution = resolve(facts);
    const place = "settings" in resolution ? resolution.settings.outputDirectory : undefined;
    const path = place === undefined || directory === undefined ? undefined : pathWithin(place, directory);
    return path ? resolve({ ...facts, ...publicPathAround(facts, path) }) : resolution;
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    const { loadWords, removeStaleReport } = await import("@global-edge-purge/core/internal");
    removeStaleReport(options, facts, system.env);
    throw withoutFrames(error, (await loadWords(system.env)).wrongOptions(error));
  }
}

/** What the public path of a folder says of one around it, in which it is called `path`. */
function publicPathAround({ publicPath }: BuildFacts, path: string): Pick<BuildFacts, "publicPath"> {
  if (typeof publicPath !== "string") return {};
  return {
    publicPath: withoutEnd(publicPath, path) ?? {
      saysNothingBecause:
        `${JSON.stringify(publicPath)} tells where ${path} in the output directory is served, and does ` +
        "not end with that folder",
    },
  };
}

/**
 * The error with a stack that holds what people can act on. Bundlers print the stack of what a plugin throws; for a
 * mistake in a config, or a refusal of the edge, its frames lead through this plugin and hide the message.
 *
 * @param above lines to put before the message
 */
export function withoutFrames<Thrown extends GlobalEdgePurgeError>(
  error: Thrown,
  above: readonly string[] = [],
): Thrown {
  error.message = [...above, error.message].join("\n");
  error.stack = `${error.name}: ${error.message}\n${error.next}`;
  // Some print an error's properties as well, which say the same.
  for (const name of ["next", "problems"]) if (name in error) Object.defineProperty(error, name, { enumerable: false });
  return error;
}
