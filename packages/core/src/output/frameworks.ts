import { type AssetPath, isDocument } from "./asset-path.ts";
import { type Folder, type FrameworkPlace, type FrameworkRow, isData, type WrittenAnew } from "./framework-row.ts";
import { type FrameworkName, frameworkRows } from "./framework-rows.ts";

export type { FrameworkName, FrameworkPlace };

/** What a folder that a framework wrote tells of its names and URLs. The user's options win over all of it. */
export interface FrameworkFacts extends Pick<FrameworkRow, "aliases" | "unlistedQueries"> {
  readonly name: FrameworkName;
  /**
   * Names that carry a content hash, on the framework's word: its own files list them, or their folder is reserved for
   * them.
   */
  readonly immutableNames: ReadonlySet<AssetPath>;
  readonly queries: ReturnType<NonNullable<FrameworkRow["queries"]>>;
  readonly writtenAnew?: WrittenAnew;
}

/** What is known of a framework's sites before they are built. */
export function frameworkPlace(name: FrameworkName): FrameworkPlace {
  const { outputDirectory, aliases } = frameworkRows[name];
  return { outputDirectory, aliases };
}

/**
 * The framework that wrote a folder, by what lies in it, and what that tells; `undefined` where no row fits: then every
 * name that is in doubt counts as mutable.
 *
 * @param readText returns a file's text; it is asked for a few files that frameworks write, or for the scripts of a page, and may throw what the disk
 * throws
 */
export function recogniseFramework(
  assetPaths: readonly AssetPath[],
  readText: (assetPath: AssetPath) => string,
): FrameworkFacts | undefined {
  const folder = folderOf(assetPaths, readText);
  const name = (Object.keys(frameworkRows) as FrameworkName[]).find((each) => frameworkRows[each].isIn(folder));
  return name === undefined ? undefined : factsOf(name, folder);
}

/** What a folder tells that is known to be written by a framework. */
export function frameworkFacts(
  name: FrameworkName,
  assetPaths: readonly AssetPath[],
  readText: (assetPath: AssetPath) => string,
): FrameworkFacts {
  return factsOf(name, folderOf(assetPaths, readText));
}

function folderOf(assetPaths: readonly AssetPath[], readText: Folder["readText"]): Folder {
  return { assetPaths, readText, has: (pattern) => assetPaths.some((assetPath) => pattern.test(assetPath)) };
}

function factsOf(name: FrameworkName, folder: Folder): FrameworkFacts {
  const { aliases, unlistedQueries, ...row } = frameworkRows[name];
  const isImmutable = row.immutable(folder);
  const writtenAnew = row.writtenAnew?.(folder);
  return {
    name,
    aliases,
    immutableNames: new Set(
      folder.assetPaths.filter((path) => !isData(path) && !isDocument(path) && isImmutable(path)),
    ),
    queries: row.queries?.(folder) ?? {},
    ...(writtenAnew && { writtenAnew }),
    ...(unlistedQueries !== undefined && folder.assetPaths.some(isDocument) && { unlistedQueries }),
  };
}
