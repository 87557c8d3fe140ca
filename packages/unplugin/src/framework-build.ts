import type { FrameworkFacts, FrameworkName } from "@global-edge-purge/core/frameworks";
import type { BuildFacts, GlobalEdgePurgeOptions, Resolution, Settings } from "@global-edge-purge/core/options";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { createBuild } from "./build-session.ts";
import { dataTargets } from "./data-targets.ts";
import { endBuild, type Told } from "./end-build.ts";
import { guardExit } from "./exit-guard.ts";
import { resolveBuild } from "./resolve-build.ts";

/** A production build of a framework that succeeded, at the moment when its last page is written. */
export interface FrameworkBuild {
  readonly framework: FrameworkName;
  /** Absolute: where its pages are, and its other files where they are in another folder. */
  readonly directories: readonly string[];
  readonly facts: BuildFacts;
}

/**
 * Purges what a framework wrote, with what is known of it in place of what users would have to say: how its pages are
 * asked for, which names carry a hash, and with which queries its clients ask for data.
 *
 * @throws OptionsError
 */
export async function purgeFrameworkBuild(options: GlobalEdgePurgeOptions, build: FrameworkBuild): Promise<Told> {
  const { frameworkFacts } = await import("@global-edge-purge/core/frameworks");
  const { framework, directories, facts } = build;
  const resolution = await resolveBuild(await withPlace(options, framework), facts);
  const settings = resolution.run ? resolution.settings : undefined;
  const folders = directories.map((directory) => {
    const place = settings?.outputDirectory ?? directory;
    const assetPaths = settings ? assetPathsIn(place) : [];
    const readText = (assetPath: string) => readFileSync(join(place, assetPath), "utf8");
    return { directory, assetPaths, known: frameworkFacts(framework, assetPaths, readText) };
  });
  const outputs = folders.map(({ directory, known: { immutableNames } }) => ({
    part,
    directory,
    immutableNames,
    outsideFiles: [],
  }));
  const ended = createBuild();
  ended.resolutions.set(part, withDataTargets(resolution, folders));
  if (settings) {
    const { removeReport } = await import("@global-edge-purge/core/internal");
    guardExit({ build: ended, part, settings, directory: directories[0] }, removeReport);
  }
  const told = await endBuild({ run: true, outputs }, ended, options);
  const note = settings && folders[0] ? noteOn(folders[0].known, settings) : undefined;
  return note === undefined ? told : { ...told, note };
}

const part = "site";

/** Whoever writes `queries` has looked at them. */
function noteOn({ unlistedQueries }: FrameworkFacts, { queries, logLevel }: Settings): string | undefined {
  const isQuiet = logLevel !== "info" && logLevel !== "debug";
  if (unlistedQueries === undefined || queries.length > 0 || isQuiet) return undefined;
  return (
    `Global Edge purge: ${unlistedQueries}. Have the edge ignore queries in its cache key, or visitors ` +
    "who click get old pages."
  );
}

/** What `also` says is the user's, and goes out besides. */
function withDataTargets(resolution: Resolution, folders: readonly Folder[]): Resolution {
  if (!resolution.run) return resolution;
  const { settings } = resolution;
  const also = { ...settings.also };
  for (const { known, assetPaths } of folders) {
    for (const [glob, targets] of dataTargets(known, assetPaths, settings.base.assets)) {
      also[glob] = [...(also[glob] ?? []), ...targets];
    }
  }
  return { ...resolution, settings: { ...settings, also } };
}

interface Folder {
  readonly known: FrameworkFacts;
  readonly assetPaths: readonly string[];
}

/** None where there is no folder: the run says so. */
function assetPathsIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

/** The options, with what a framework's sites have in common where the user says nothing else. */
export async function withPlace(
  options: GlobalEdgePurgeOptions,
  framework: FrameworkName,
): Promise<GlobalEdgePurgeOptions> {
  const { frameworkPlace } = await import("@global-edge-purge/core/frameworks");
  const { aliases } = frameworkPlace(framework);
  return { ...options, aliases: options.aliases ?? aliases };
}
