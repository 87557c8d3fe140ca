import type { FrameworkFacts, FrameworkName } from "@global-edge-purge/core/frameworks";
import type { BuildFacts, GlobalEdgePurgeOptions, Resolution } from "@global-edge-purge/core/options";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { dataTargets } from "./data-targets.ts";
import { endBuild, type Told } from "./end-build.ts";
import { resolveBuild } from "./resolve-build.ts";

/** A production build of a framework that succeeded, at the moment when its last page is written. */
export interface FrameworkBuild {
  readonly framework: FrameworkName;
  /** Absolute: where its pages are. */
  readonly directory: string;
  readonly facts: BuildFacts;
  /** Asset paths whose names carry a content hash on the bundler's word, where it was asked. */
  readonly immutableNames?: ReadonlySet<string>;
}

/**
 * Purges what a framework wrote, with what is known of it in place of what users would have to say: how its pages are asked for,
 * which names carry a hash, and with which queries its clients ask for data.
 *
 * @throws OptionsError
 */
export async function purgeFrameworkBuild(options: GlobalEdgePurgeOptions, build: FrameworkBuild): Promise<Told> {
  const { frameworkFacts, frameworkPlace } = await import("@global-edge-purge/core/frameworks");
  const { framework, directory } = build;
  const { aliases } = frameworkPlace(framework);
  const resolution = await resolveBuild({ aliases, ...withoutUndefined(options) }, build.facts);
  if (!resolution.run) return await endBuild({ run: true, outputs: [outputOf(directory)] }, partOf(resolution), options);

  const place = resolution.settings.outputDirectory ?? directory;
  const readText = (assetPath: string) => readFileSync(join(place, assetPath), "utf8");
  const assetPaths = assetPathsIn(place);
  const known = frameworkFacts(framework, assetPaths, readText);
  const immutableNames = new Set([...known.immutableNames, ...(build.immutableNames ?? [])]);
  return await endBuild(
    { run: true, outputs: [outputOf(directory, immutableNames)] },
    partOf(withDataTargets(resolution, known, assetPaths)),
    options,
  );
}

const part = "site";
const partOf = (resolution: Resolution) => new Map([[part, resolution]]);
const outputOf = (directory: string, immutableNames: ReadonlySet<string> = new Set()) => ({
  part,
  directory,
  immutableNames,
});

/** What `also` says is the user's, and goes out besides. */
function withDataTargets(
  resolution: Resolution & { readonly run: true },
  known: FrameworkFacts,
  assetPaths: readonly string[],
): Resolution {
  const { settings } = resolution;
  const also = { ...settings.also };
  for (const [glob, targets] of dataTargets(known, assetPaths, settings.base.assets)) {
    also[glob] = [...(also[glob] ?? []), ...targets];
  }
  return { ...resolution, settings: { ...settings, also } };
}

function assetPathsIn(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

/** An option that is `undefined` is one that nobody gave. */
function withoutUndefined(options: GlobalEdgePurgeOptions): GlobalEdgePurgeOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
