import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, sep } from "node:path";
import { messageOf, systemCode } from "../system/errors.ts";
import { type AssetPath, shownPath } from "./asset-path.ts";
import { diskPath, textOfName } from "./disk-name.ts";
import { OutputError } from "./output-error.ts";

export interface Scan {
  /** Every file that a web server would serve and the filter lets through, sorted by code units. */
  readonly assetPaths: readonly AssetPath[];
  /** Files that the filter leaves out, but for those in folders that are not looked into. */
  readonly leftOut: readonly AssetPath[];
  /** What the filter lets through by its name, and no web server should serve: sorted. */
  readonly ignored: readonly IgnoredPath[];
}

interface IgnoredPath {
  readonly assetPath: AssetPath;
  readonly kind: "link" | "special";
  /** Why it is ignored, in words that follow its name. */
  readonly why: string;
}

export interface ScanFilter {
  readonly counts: (assetPath: AssetPath) => boolean;
  /** Whether a folder is looked into. Where nothing below it can count it need not even be readable. */
  readonly looksInto: (folder: AssetPath) => boolean;
}

/**
 * Lists what lies in an output directory: plain files, links to files and folders inside it, and what is ignored. Empty
 * folders are nothing.
 *
 * @throws OutputError `OUTPUT_MISSING`, `OUTPUT_UNREADABLE`
 */
export function scanOutput(directory: string, { counts, looksInto }: ScanFilter): Scan {
  const root = realRoot(directory);
  const assetPaths: AssetPath[] = [];
  const leftOut: AssetPath[] = [];
  const ignored: IgnoredPath[] = [];

  const ignore = (assetPath: AssetPath, kind: IgnoredPath["kind"], why: string) => {
    if (counts(assetPath)) ignored.push({ assetPath, kind, why });
  };
  const enter = (folder: string, assetPath: AssetPath, ancestors: readonly string[]) => {
    if (looksInto(assetPath)) walk(folder, `${assetPath}/`, [...ancestors, folder]);
  };
  const walk = (folder: string, prefix: string, ancestors: readonly string[]): void => {
    for (const entry of readFolder(folder)) {
      const name = textOf(entry.name);
      const assetPath = `${prefix}${name}`;
      if (entry.isFile()) (counts(assetPath) ? assetPaths : leftOut).push(assetPath);
      else if (entry.isDirectory()) enter(join(folder, name), assetPath, ancestors);
      else if (!entry.isSymbolicLink()) ignore(assetPath, "special", kindOfSpecial(entry));
      else if (counts(assetPath) || looksInto(assetPath)) {
        const target = followLink(join(folder, name), root, counts(assetPath));
        if (typeof target === "string") ignore(assetPath, "link", target);
        else if (target.stats.isFile()) (counts(assetPath) ? assetPaths : leftOut).push(assetPath);
        else if (!target.stats.isDirectory()) ignore(assetPath, "special", kindOfSpecial(target.stats));
        // A link to a folder above itself would be walked for ever.
        else if (ancestors.includes(target.path)) ignore(assetPath, "link", "leads to a folder that it lies in");
        else enter(target.path, assetPath, ancestors);
      }
    }
  };
  walk(root, "", [root]);
  return {
    assetPaths: assetPaths.toSorted(),
    leftOut: leftOut.toSorted(),
    ignored: ignored.toSorted((a, b) => (a.assetPath < b.assetPath ? -1 : 1)),
  };
}

function realRoot(directory: string): string {
  try {
    if (statSync(directory).isDirectory()) return realpathSync.native(directory);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw unreadable(directory, error);
  }
  throw new OutputError("OUTPUT_MISSING", `There is no folder ${directory}.`, {
    next: "Build first, or set outputDirectory to the folder that the build writes.",
  });
}

type Entry = Pick<Dirent, "isFile" | "isDirectory" | "isSymbolicLink" | keyof SpecialFile> & {
  readonly name: string | Buffer;
};

function textOf(name: string | Buffer): string {
  return typeof name === "string" ? name : textOfName(name);
}

/** The entries of a folder. Names are read as text, and only where one may not be UTF-8 as bytes. */
function readFolder(folder: string): readonly Entry[] {
  try {
    const path = diskPath(folder);
    const entries = readdirSync(path, { withFileTypes: true });
    const isText = entries.every(({ name }) => !name.includes("\ufffd"));
    return isText ? entries : readdirSync(path, { withFileTypes: true, encoding: "buffer" });
  } catch (error) {
    throw unreadable(folder, error);
  }
}

type SpecialFile = Pick<Stats, "isFIFO" | "isSocket" | "isBlockDevice" | "isCharacterDevice">;

function kindOfSpecial(file: SpecialFile): string {
  if (file.isFIFO()) return "is a named pipe";
  if (file.isSocket()) return "is a socket";
  return file.isBlockDevice() || file.isCharacterDevice() ? "is a device" : "is no file";
}

const leadsNowhere = new Set<string | undefined>(["ENOENT", "ENOTDIR", "ELOOP"]);

/** Where a link leads; or, in words, why it is not followed. */
function followLink(
  path: string,
  root: string,
  mustBeReadable: boolean,
): { readonly path: string; readonly stats: Stats } | string {
  try {
    const target = textOfName(realpathSync.native(diskPath(path), "buffer"));
    if (target !== root && !target.startsWith(root + sep)) return "leads out of the output directory";
    return { path: target, stats: statSync(diskPath(target)) };
  } catch (error) {
    if (leadsNowhere.has(systemCode(error))) return "leads nowhere";
    if (!mustBeReadable) return "cannot be read";
    throw unreadable(path, error, "Make what it leads to readable for this user, or remove the link.");
  }
}

const makeReadable = "Make it readable for this user, or leave it out with exclude, a folder as folder/**.";

function unreadable(path: string, cause: unknown, next = makeReadable): OutputError {
  return new OutputError("OUTPUT_UNREADABLE", `${shownPath(path)} cannot be read: ${messageOf(cause)}.`, {
    next,
    cause,
  });
}
