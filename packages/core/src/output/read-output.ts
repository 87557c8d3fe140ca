import { isAbsolute, relative, sep } from "node:path";
import type { Mapping } from "../options/option-values.ts";
import type { Settings } from "../options/settings.ts";
import type { Warning } from "../system/logger.ts";
import { createAssetFilter } from "./asset-filter.ts";
import { type AssetPath, shownPath } from "./asset-path.ts";
import { completeMapping } from "./complete-mapping.ts";
import { digestFiles } from "./digest.ts";
import { createFolderFilter } from "./folder-filter.ts";
import { createImmutableRule } from "./immutable-names.ts";
import type { AssetManifest } from "./manifest.ts";
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
   * Asset paths whose name carries a content hash, on the bundler's word. Absent without a bundler: then only reserved
   * folders tell.
   */
  readonly immutableNames?: ReadonlySet<AssetPath>;
}

/** One build as far as comparing it needs: read from its output directory, or from a plan that was written then. */
export interface BuildContents {
  readonly manifest: AssetManifest;
  readonly mapping: Mapping;
  /** The output directory as baselines record it: relative to the project, posix. */
  readonly outputDirectory: string;
}

/**
 * Reads what a build wrote: output directory → asset paths → manifest.
 *
 * @throws OutputError
 * @throws OptionsError where the options do not fit the build
 */
export function readOutput(build: FinishedBuild, settings: Settings, warn: (warning: Warning) => void): BuildContents {
  const { credentials } = settings;
  const directory = settings.outputDirectory ?? build.outputDirectory;
  const counts = createAssetFilter(settings.include, settings.exclude);
  const looksInto = createFolderFilter(settings.include, settings.exclude);
  const { assetPaths, leftOut, ignored } = scanOutput(directory, { counts, looksInto });
  for (const { assetPath, kind, why } of ignored) {
    const code = kind === "link" ? "LINK_IGNORED" : "FILE_IGNORED";
    warn({ code, message: `${shownPath(assetPath)} ${why}, so it is not purged.` });
  }
  const mapping = completeMapping(settings, assetPaths);
  const manifest = digestFiles(directory, assetPaths, {
    isImmutable: createImmutableRule(settings, build),
    ...(credentials && { secretKey: credentials.secretKey }),
  });
  if (credentials) refuseSecret(directory, leftOut, credentials.secretKey);
  return { manifest, mapping, outputDirectory: recordedOutput(settings.projectDirectory, directory) };
}

/** How a baseline names its output directory: from the project, so that it is the same on another machine. */
export function recordedOutput(projectDirectory: string, outputDirectory: string): string {
  const path = relative(projectDirectory, outputDirectory);
  return isAbsolute(path) ? path : path.split(sep).join("/") || ".";
}
