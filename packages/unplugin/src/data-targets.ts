import type { FrameworkFacts } from "@global-edge-purge/core/frameworks";

/**
 * The targets that a framework's clients ask for with a query, by the one file that each belongs to, as a glob of its
 * path.
 *
 * @param base where assets are served: starts and ends with `/`, percent-encoded
 */
export function dataTargets(
  { queries }: Pick<FrameworkFacts, "queries">,
  assetPaths: readonly string[],
  base: string,
): ReadonlyMap<string, string[]> {
  const targets = Object.entries(queries).flatMap(([glob, its]) => {
    // The globs of the table are a name in any folder.
    const name = glob.slice("**/".length);
    return assetPaths
      .filter((assetPath) => assetPath === name || assetPath.endsWith(`/${name}`))
      .map((assetPath): [string, string[]] => [
        literalGlob(assetPath),
        its.map((query) => `${base}${assetPath.split("/").map(encodeSegment).join("/")}?${query}`),
      ]);
  });
  return new Map(targets);
}

/** A glob that matches one path: what has a meaning in globs stands for itself. */
function literalGlob(assetPath: string): string {
  return assetPath.replace(/[\\*?[\]{}()!@+|^$]/gu, "\\$&");
}

/** As a browser asks for it: `encodeURIComponent` also writes in code what a path may hold as it is. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.normalize("NFC")).replace(/%(?:24|26|2B|2C|3B|3D|3A|40)/gu, decodeURIComponent);
}
