import { readFileSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import type { Mapping } from "../options/option-values.ts";
import type { Settings } from "../options/settings.ts";
import type { Warning } from "../system/logger.ts";
import { createAssetFilter } from "./asset-filter.ts";
import { type AssetPath, shownPath } from "./asset-path.ts";
import { completeMapping } from "./complete-mapping.ts";
import { digestFiles } from "./digest.ts";
import { diskPath } from "./disk-name.ts";
import { createFolderFilter } from "./folder-filter.ts";
import { type FrameworkFacts, frameworkFacts, type FrameworkName, recogniseFramework } from "./frameworks.ts";
import { createImmutableRule } from "./immutable-names.ts";
import type { AssetManifest } from "./manifest.ts";
import { OutputError } from "./output-error.ts";
import { refuseSecret } from "./refuse-secret.ts";
import { scanOutput } from "./scan.ts";

/** A production build that succeeded and is over: nothing will write to its output directory any more. */
export interface FinishedBuild {
  /** Absolute. */
  readonly outputDirectory: string;
  /**
   * What tells it from the build's other output directories: their baselines and plans lie in folders of these names.
   */
  readonly outputName?: string;
  /**
   * Asset paths whose name carries a content hash, on the bundler's word. Absent without a bundler: then what lies in
   * the folder tells.
   */
  readonly immutableNames?: ReadonlySet<AssetPath>;
  /** Who wrote the pages, where that is known; else it is recognised where there is no bundler's word. */
  readonly framework?: FrameworkName;
}

/** One build as far as comparing it needs: read from its output directory, or from a plan that was written then. */
export interface BuildContents {
  readonly manifest: AssetManifest;
  readonly mapping: Mapping;
  /** The output directory as baselines record it: relative to the project, posix. */
  readonly outputDirectory: string;
}

/** A build as it lies in its output directory. */
export interface ReadBuild extends BuildContents {
  /** The framework that wrote it, and what that told. */
  readonly framework?: FrameworkFacts;
}

/**
 * Reads what a build wrote: output directory → asset paths → manifest.
 *
 * @throws OutputError
 * @throws OptionsError where the options do not fit the build
 */
export function readOutput(build: FinishedBuild, settings: Settings, warn: (warning: Warning) => void): ReadBuild {
  const { credentials } = settings;
  const directory = settings.outputDirectory ?? build.outputDirectory;
  const counts = createAssetFilter(settings.include, settings.exclude);
  const looksInto = createFolderFilter(settings.include, settings.exclude);
  const { assetPaths, leftOut, ignored } = scanOutput(directory, { counts, looksInto });
  for (const { assetPath, kind, why } of ignored) {
    const code = kind === "link" ? "LINK_IGNORED" : "FILE_IGNORED";
    warn({ code, message: `${shownPath(assetPath)} ${why}, so it is not purged.` });
  }
  const framework = frameworkOf(build, [...assetPaths, ...leftOut], directory);
  const mapping = completeMapping(settings, assetPaths, framework);
  const manifest = digestFiles(directory, assetPaths, {
    isImmutable: createImmutableRule(settings, { ...framework, ...build }),
    ...(credentials && { secretKey: credentials.secretKey }),
  });
  if (credentials) refuseSecret(directory, leftOut, credentials.secretKey);
  const outputDirectory = recordedPath(settings.projectDirectory, directory);
  return { manifest, mapping, outputDirectory, ...(framework && { framework }) };
}

/** The framework that wrote what lies in a folder now; `undefined` where none is known, or the folder cannot be read. */
export function frameworkOfFolder(directory: string): FrameworkFacts | undefined {
  try {
    const { assetPaths } = scanOutput(directory, { counts: () => true, looksInto: () => true });
    return frameworkOf({}, assetPaths, directory);
  } catch (error) {
    if (error instanceof OutputError) return undefined;
    throw error;
  }
}

function frameworkOf(
  { framework, immutableNames }: Pick<FinishedBuild, "framework" | "immutableNames">,
  assetPaths: readonly AssetPath[],
  directory: string,
): FrameworkFacts | undefined {
  // What cannot be read tells nothing here, and is an error where its digest is taken.
  const readText = (assetPath: AssetPath): string => {
    try {
      return readFileSync(diskPath(join(directory, assetPath)), "utf8");
    } catch {
      return "";
    }
  };
  if (framework !== undefined) return frameworkFacts(framework, assetPaths, readText);
  return immutableNames ? undefined : recogniseFramework(assetPaths, readText);
}

/** A path as baselines and plans name it: from a folder, posix, so that it is the same on another machine. */
export function recordedPath(folder: string, absolutePath: string): string {
  const path = relative(folder, absolutePath);
  return isAbsolute(path) ? path : path.split(sep).join("/") || ".";
}
