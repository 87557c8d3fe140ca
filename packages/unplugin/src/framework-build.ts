import type { FrameworkName } from "@global-edge-purge/core/frameworks";
import type { BuildFacts, GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { createBuild } from "./build-session.ts";
import { endBuild, type Told } from "./end-build.ts";
import { guardExit } from "./exit-guard.ts";
import { resolveBuild } from "./resolve-build.ts";

/** A production build of a framework. */
export interface FrameworkBuild {
  readonly framework: FrameworkName;
  readonly facts: BuildFacts;
  /** Absolute: where its pages are, and its other files where they are in another folder; what is known of it by now. */
  readonly directories: readonly string[];
}

/** A build of a framework that has something left to do. */
export interface StartedBuild {
  /**
   * Purges what the framework wrote, at the moment when its last page is written.
   *
   * @param directories where that is, if nobody knew it before
   * @throws OptionsError
   */
  end(directories?: readonly string[]): Promise<Told>;
}

/**
 * Purges what a framework wrote, with what is known of it in place of what users would have to say: how its pages are
 * asked for, which names carry a hash, and with which queries its clients ask for data.
 *
 * @throws OptionsError
 */
export async function purgeFrameworkBuild(options: GlobalEdgePurgeOptions, build: FrameworkBuild): Promise<Told> {
  return await (await startFrameworkBuild(options, build)).end();
}

/**
 * Reads the options, and watches from now on that nothing ends the process before the build was purged: a hook of
 * somebody else that comes before ours, say.
 *
 * @throws OptionsError
 */
export async function startFrameworkBuild(
  options: GlobalEdgePurgeOptions,
  { framework, facts, directories }: FrameworkBuild,
): Promise<StartedBuild> {
  const resolution = await resolveBuild(options, facts);
  const build = createBuild();
  build.session.tell({ type: "part-started", part, purpose: "site" });
  build.resolutions.set(part, resolution);
  if (resolution.run) {
    const { removeReport } = await import("@global-edge-purge/core/internal");
    guardExit({ build, part, settings: resolution.settings, directory: directories[0] }, removeReport);
  }
  return {
    async end(written = directories) {
      const outputs = written.map((directory) => ({
        part,
        directory,
        framework,
        immutableNames: new Set<string>(),
        outsideFiles: [],
      }));
      return await endBuild({ run: true, outputs }, build, options);
    },
  };
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
