import picomatch from "picomatch";
import type { AssetPath } from "./asset-path.ts";

/**
 * Says whether a path below a folder can count (see `createAssetFilter`), by the globs alone, so that a folder in which
 * none can is never read: it may be huge, or another user's. Where a glob is not simple, it can.
 */
export function createFolderFilter(
  include: readonly string[],
  exclude: readonly string[],
): (folder: AssetPath) => boolean {
  const included = include.map(parseGlob);
  const excluded = exclude.map(parseGlob);
  return (folder) => {
    const names = folder.normalize("NFC").split("/");
    const mayMatch = included.length === 0 || included.some((glob) => !glob || mayMatchBelow(glob, names));
    return mayMatch && !excluded.some((glob) => glob && matchesAllBelow(glob, names));
  };
}

/** One segment of a glob: any number of names, or the names that it matches. */
type Segment = "**" | ((name: string) => boolean);

/**
 * The segments of a glob whose every segment stands for itself; `undefined` for any other: negated ones, groups,
 * escapes, braces and brackets that hold a slash or are not closed.
 */
function parseGlob(glob: string): readonly Segment[] | undefined {
  const segments = glob
    .normalize("NFC")
    .replace(/^(?:\.\/)+/u, "")
    .split("/");
  // Whatever lies below a folder is called something.
  if (segments.at(-1) === "*" && segments.at(-2) === "**") segments.pop();
  return segments.every(isSimple) ? segments.map(parseSegment) : undefined;
}

function isSimple(segment: string): boolean {
  if (segment === "**") return true;
  const withoutBraces = segment.replaceAll(/\{[^{}[\]]*\}/gu, "x");
  return segment !== "" && !/^\.{1,2}$|\*\*|[\\!()[\]{}"]/u.test(withoutBraces) && !/\*\*|[\\!()"]/u.test(segment);
}

function parseSegment(segment: string): Segment {
  return segment === "**" ? segment : picomatch(segment, { dot: true, windows: false, flags: "s" });
}

/** Whether the glob matches some path below the folder, as far as the folder's own names tell. */
function mayMatchBelow(glob: readonly Segment[], folder: readonly string[]): boolean {
  for (const [index, name] of folder.entries()) {
    const segment = glob[index];
    if (segment === "**") return true;
    if (!segment?.(name)) return false;
  }
  return glob.length > folder.length;
}

/** Whether the glob ends with `**` and what stands before that matches the folder, or a folder that it lies in. */
function matchesAllBelow(glob: readonly Segment[], folder: readonly string[]): boolean {
  return glob.at(-1) === "**" && matchesStart(glob.slice(0, -1), folder);
}

function matchesStart(glob: readonly Segment[], folder: readonly string[]): boolean {
  const [segment, ...rest] = glob;
  if (segment === undefined) return true;
  if (segment === "**") return matchesStart(rest, folder) || (folder.length > 0 && matchesStart(glob, folder.slice(1)));
  const [name, ...below] = folder;
  return name !== undefined && segment(name) && matchesStart(rest, below);
}
