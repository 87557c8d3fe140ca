import type { FinishedBuild } from "@global-edge-purge/core";
import type { Settings } from "@global-edge-purge/core/options";
import { isAbsolute, join, relative, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { BuildOutput } from "./build-session.ts";

/** An output and what its part was told to do with it. */
export interface ConfiguredOutput extends Omit<BuildOutput, "part"> {
  readonly settings: Settings;
}

export interface ConfiguredBuild {
  readonly build: FinishedBuild;
  readonly settings: Settings;
}

/**
 * What to purge after a build that wrote `outputs`: one run for each outermost output directory and base. Runs of
 * different directories have baselines of their own, named after the directories.
 */
export function finishedBuilds(outputs: readonly ConfiguredOutput[]): readonly ConfiguredBuild[] {
  const placed = outputs
    .map((output) => ({ ...output, place: output.settings.outputDirectory ?? output.directory }))
    .toSorted((one, other) => one.place.length - other.place.length);
  const outermost = placed.filter((output, index) => !placed.slice(0, index).some((outer) => covers(outer, output)));
  const nameOf = ({ place, settings }: Placed): string => {
    const name = relative(settings.projectDirectory, place).split(sep).join("/");
    const isShared = outermost.some((other) => other.settings !== settings && other.place === place);
    return isShared ? `${name}@${settings.base.assets}` : name;
  };

  return outermost.map((outer) => {
    const { place, settings, framework } = outer;
    const names = placed
      .filter((output) => output === outer || covers(outer, output))
      .flatMap(({ directory, immutableNames }) =>
        [...immutableNames].map((name) => pathWithin(place, join(directory, name))),
      );
    return {
      settings,
      build: {
        outputDirectory: place,
        ...(framework === undefined
          ? { immutableNames: new Set(names.filter((name) => name !== undefined)) }
          : { framework }),
        ...(outermost.length > 1 && { outputName: nameOf(outer) }),
      },
    };
  });
}

/** Whether a bundler's directory is or holds the project, and nobody said that it is the output directory. */
export function writesIntoProject({ directory, settings }: ConfiguredOutput): boolean {
  return settings.outputDirectory === undefined && pathWithin(directory, settings.projectDirectory) !== undefined;
}

type Placed = ConfiguredOutput & { readonly place: string };

/** Whether a run over `outer` sees to all files of `inner`, at the URLs where they are served. */
function covers(outer: Placed, inner: Placed): boolean {
  const path = pathWithin(outer.place, inner.place);
  if (path === undefined) return false;
  const { base, ...others } = outer.settings;
  const { base: innerBase, ...innerOthers } = inner.settings;
  const fits = isDeepStrictEqual(innerBase, base) || isDeepStrictEqual(innerBase, baseWithin(base, path));
  return fits && isDeepStrictEqual(others, innerOthers);
}

/** Where a folder of a build is served that is itself served at `base`. */
function baseWithin({ assets, pages }: Settings["base"], path: string): Settings["base"] {
  if (pages === undefined) return { assets: `${assets}${path}/` };
  return { assets: `${assets}${path}/`, pages: pages === false ? false : `${pages}${path}/` };
}

/** A path from `directory`, with forward slashes; `undefined` where it leads out of it. */
export function pathWithin(directory: string, path: string): string | undefined {
  const within = relative(directory, path);
  const isOutside = within === ".." || within.startsWith(`..${sep}`) || isAbsolute(within);
  return isOutside ? undefined : within.split(sep).join("/");
}
