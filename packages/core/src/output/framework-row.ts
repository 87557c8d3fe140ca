import type { AssetPath } from "./asset-path.ts";

/** Queries that a framework's clients add to what they ask for, and that nobody can list. */
export interface UnlistedQueries {
  /** The name of the parameter, such as `_rsc`. */
  readonly parameter: string;
  /** What is asked for with them, as a clause for people. */
  readonly says: string;
}

/** What a framework writes anew in each build, beside pages and data. */
export interface WrittenAnew {
  readonly names: RegExp;
  /** What to set in its config so that it does not, for people. */
  readonly advice: string;
}

/** Data lies beside hashed names under fixed ones: `builds/latest.json`, `nextra-data-en-US.json`. */
export function isData(assetPath: AssetPath): boolean {
  return /\.(?:json|txt|xml|md|webmanifest)$/iu.test(assetPath);
}

/**
 * Where a framework puts a site, and how its pages are asked for, as far as that is known before the folder is there.
 */
export interface FrameworkPlace {
  /** From the project; users may have set another folder. */
  readonly outputDirectory: string;
  /** How visitors ask for its pages, by the links that the framework itself makes. */
  readonly aliases: "directory" | "clean";
}

/** One framework, as data. */
export interface FrameworkRow extends FrameworkPlace {
  /** Whether the framework wrote this folder. Rows are asked in their order. */
  readonly isIn: (folder: Folder) => boolean;
  /** Which names carry a hash. Called once for a folder, the function once for each path. */
  readonly immutable: (folder: Folder) => (assetPath: AssetPath) => boolean;
  /** Queries, without the `?`, that its clients add to the files of a glob. */
  readonly queries?: (folder: Folder) => Readonly<Record<string, readonly string[]>>;
  /** Absent where its clients add none, or those that `queries` has. */
  readonly unlistedQueries?: UnlistedQueries;
  /** What may differ between two builds of the same sources; absent where nothing does. */
  readonly writtenAnew?: (folder: Folder) => WrittenAnew | undefined;
}

/** What lies in an output directory. */
export interface Folder {
  readonly assetPaths: readonly AssetPath[];
  /** Whether a path matches. */
  readonly has: (pattern: RegExp) => boolean;
  /** A file's text; it is asked for few files that frameworks write, or for each script that a page leads to. */
  readonly readText: (assetPath: AssetPath) => string;
}
