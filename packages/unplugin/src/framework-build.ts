import type { FrameworkName } from "@global-edge-purge/core/frameworks";
import type { BuildFacts, GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { createBuild } from "./build-session.ts";
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
  const { framework, directories, facts } = build;
  const resolution = await resolveBuild(options, facts);
  const ended = createBuild();
  ended.resolutions.set(part, resolution);
  if (resolution.run) {
    const { removeReport } = await import("@global-edge-purge/core/internal");
    guardExit({ build: ended, part, settings: resolution.settings, directory: directories[0] }, removeReport);
  }
  const outputs = directories.map((directory) => ({
    part,
    directory,
    framework,
    immutableNames: new Set<string>(),
    outsideFiles: [],
  }));
  return await endBuild({ run: true, outputs }, ended, options);
}

const part = "site";

/** The options, with what a framework's sites have in common where the user says nothing else. */
export async function withPlace(
  options: GlobalEdgePurgeOptions,
  framework: FrameworkName,
): Promise<GlobalEdgePurgeOptions> {
  const { frameworkPlace } = await import("@global-edge-purge/core/frameworks");
  const { aliases } = frameworkPlace(framework);
  return { ...options, aliases: options.aliases ?? aliases };
}
