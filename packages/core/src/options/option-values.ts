export const purgeKinds = ["added", "changed", "removed"] as const;
export type PurgeKind = (typeof purgeKinds)[number];

/** Where Global Edge is offered. */
export const sites = ["public", "gov"] as const;
export type Site = (typeof sites)[number];

/** Further paths of a file, relative to the base and not encoded; the argument is its asset path. */
export type AliasFunction = (assetPath: string) => readonly string[];
export type Aliases = "none" | "directory" | "clean" | AliasFunction;

/**
 * Where files are served, as paths from the host's root that start and end with `/`, percent-encoded.
 * `pages: false` says that HTML documents are not behind this edge.
 */
export interface Base {
  readonly assets: string;
  readonly pages: string | false;
}

/** Queries without the `?`: of every file; or by globs over asset paths, of the files that match. */
export type Queries = readonly string[] | Readonly<Record<string, readonly string[]>>;

export function isList(queries: Queries): queries is readonly string[] {
  return Array.isArray(queries);
}

/** How asset paths become purge targets. */
export interface Mapping {
  readonly base: Base;
  readonly aliases: Aliases;
  readonly queries: Queries;
}
