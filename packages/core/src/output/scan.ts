import { readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { messageOf, systemCode } from "../system/errors.ts";
import type { AssetPath } from "./asset-path.ts";
import { OutputError } from "./output-error.ts";

export interface Scan {
  /** Every file that a web server would serve and the filter lets through, sorted by code units. */
  readonly assetPaths: readonly AssetPath[];
  /** Links that lead out of the output directory or nowhere: no web server should follow them, and neither do we. */
  readonly ignoredLinks: readonly AssetPath[];
}

/**
 * Lists the files of an output directory: plain files, and links to files and folders inside it.
 *
 * @throws OutputError `OUTPUT_MISSING`, `OUTPUT_UNREADABLE`
 */
export function scanOutput(directory: string, counts: (assetPath: AssetPath) => boolean): Scan {
  const root = realRoot(directory);
  const assetPaths: AssetPath[] = [];
  const ignoredLinks: AssetPath[] = [];

  const walk = (folder: string, prefix: string, ancestors: readonly string[]): void => {
    for (const entry of readFolder(folder)) {
      const assetPath = `${prefix}${entry.name}`;
      const path = join(folder, entry.name);
      if (entry.isFile()) {
        if (counts(assetPath)) assetPaths.push(assetPath);
      } else if (entry.isDirectory()) {
        walk(path, `${assetPath}/`, [...ancestors, path]);
      } else if (entry.isSymbolicLink()) {
        const target = followLink(path, root);
        if (target === undefined) {
          if (counts(assetPath)) ignoredLinks.push(assetPath);
        } else if (target.isFolder) {
          // A link to a folder above itself would be walked for ever.
          if (!ancestors.includes(target.path)) walk(target.path, `${assetPath}/`, [...ancestors, target.path]);
        } else if (counts(assetPath)) assetPaths.push(assetPath);
      }
    }
  };
  walk(root, "", [root]);
  return { assetPaths: assetPaths.toSorted(), ignoredLinks: ignoredLinks.toSorted() };
}

function realRoot(directory: string): string {
  try {
    if (statSync(directory).isDirectory()) return realpathSync(directory);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw unreadable(directory, error);
  }
  throw new OutputError("OUTPUT_MISSING", `There is no folder ${directory}.`, {
    next: "Build first, or set outputDirectory to the folder that the build writes.",
  });
}

function readFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(folder, error);
  }
}

const leadsNowhere = new Set<string | undefined>(["ENOENT", "ENOTDIR", "ELOOP"]);

/** Where a link leads, or `undefined` where that is nowhere or outside of `root`. */
function followLink(path: string, root: string): { readonly path: string; readonly isFolder: boolean } | undefined {
  try {
    const target = realpathSync(path);
    if (target !== root && !target.startsWith(root + sep)) return undefined;
    const stats = statSync(target);
    if (stats.isDirectory()) return { path: target, isFolder: true };
    return stats.isFile() ? { path: target, isFolder: false } : undefined;
  } catch (error) {
    if (leadsNowhere.has(systemCode(error))) return undefined;
    throw unreadable(path, error, "Make what it leads to readable for this user, or remove the link.");
  }
}

function unreadable(path: string, cause: unknown, next = "Make it readable for this user."): OutputError {
  return new OutputError("OUTPUT_UNREADABLE", `${path} cannot be read: ${messageOf(cause)}.`, { next, cause });
}
