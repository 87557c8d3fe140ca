import picomatch from "picomatch";
import { type AssetPath, isAscii } from "./asset-path.ts";

/**
 * Says which asset paths count: those that an `include` glob matches (all where there is none) and no `exclude` glob
 * does. Names are compared in NFC, so that a glob typed on one system finds a file written by another.
 */
export function createAssetFilter(
  include: readonly string[],
  exclude: readonly string[],
): (assetPath: AssetPath) => boolean {
  const included = include.length === 0 ? () => true : createGlobMatcher(include);
  const excluded = createGlobMatcher(exclude);
  return (assetPath) => included(assetPath) && !excluded(assetPath);
}

/** Whether one of `globs` matches an asset path; none does where there are no globs. */
export function createGlobMatcher(globs: readonly string[]): (assetPath: AssetPath) => boolean {
  if (globs.length === 0) return () => false;
  const composed = globs.map((glob) => glob.normalize("NFC"));
  // A disk takes line breaks in a name, pasted titles bring them, and a `.` of a regular expression stops at four of
  // them.
  const options = { dot: true, windows: false, flags: "s" };
  const patterns = composed.map((glob) => picomatch.makeRe(glob, options).source);
  // Every file is asked about: one expression for all globs takes half the time.
  const pattern = new RegExp(patterns.join("|"), "s");
  // A name that is written like a glob matches itself.
  const names = new Set(composed);
  return (assetPath) => {
    const name = isAscii(assetPath) ? assetPath : assetPath.normalize("NFC");
    return names.has(name) || pattern.test(name);
  };
}

/** Characters that have a meaning in globs. */
const magic = /[\\*?[\]{}()!@+|^$"]/gu;

/** Whether a glob is the name of the one file that it matches. */
export function isPlainGlob(glob: string): boolean {
  return glob.search(magic) === -1;
}

/** A glob that matches one path. */
export function literalGlob(assetPath: AssetPath): string {
  return assetPath.replace(magic, "\\$&");
}
