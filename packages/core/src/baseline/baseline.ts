import { isDeepStrictEqual } from "node:util";
import { type Base, isList, type Mapping, type Queries } from "../options/option-values.ts";
import type { KnownBuild } from "./build-order.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { Digest } from "../output/manifest.ts";

/** The edge agrees with us about this path. */
export interface SettledEntry {
  readonly state: "settled";
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  readonly immutable: boolean;
  /** The path's purge targets, where a function made them: it may say something else next time. */
  readonly targets?: readonly string[];
}

/** The edge may hold something else: every later run purges the path until that is accepted. */
export interface UnsettledEntry {
  readonly state: "unsettled";
  /** The run that promised to purge the path. */
  readonly mark: string;
  /** The file was no longer there when the path was marked. */
  readonly removed?: true;
  readonly targets?: readonly string[];
}

/** Removed and not purged. Kept so that the name's return with other bytes counts as a change. */
export interface GoneEntry {
  readonly state: "gone";
  readonly digest: Digest;
  /** ISO 8601, when it was first missed. */
  readonly since: string;
  /** Its name carries a content hash; absent where it does not. */
  readonly immutable?: true;
  readonly targets?: readonly string[];
}

export type BaselineEntry = SettledEntry | UnsettledEntry | GoneEntry;

/** A mapping as far as it can be written down: of a function only that there was one. */
export interface RecordedMapping {
  readonly base: Base;
  readonly aliases: "none" | "directory" | "clean" | "function";
  /** Lists and globs are sorted. */
  readonly queries: Queries;
}

/** What one edge is known to be consistent with. */
export interface EdgeSection {
  /** Every mapping whose URLs may be stale: usually one. */
  readonly mappings: readonly RecordedMapping[];
  /** An ALL purge was promised and not accepted, so nothing is known about URLs that no path here leads to. */
  readonly wholeEdgeUnsettled?: true;
  readonly paths: ReadonlyMap<AssetPath, BaselineEntry>;
}

/** What each edge is known to be consistent with, path by path. */
export interface Baseline {
  /** Relative to the project, posix. A baseline belongs to one output directory. */
  readonly outputDirectory: string;
  /** The builds that it has met, the latest last; absent where there are none. */
  readonly builds?: readonly KnownBuild[];
  readonly edges: ReadonlyMap<number, EdgeSection>;
}

/** A path that a run purges on one edge, as far as the baseline is concerned. */
export interface PathPurge {
  readonly assetPath: AssetPath;
  /** What the baseline says once the edge accepted; absent for a file that is gone and purged everywhere. */
  readonly after?: SettledEntry | GoneEntry;
  /** All that may be stale until then, where a function made the targets. */
  readonly targets?: readonly string[];
}

/** A path that needs no purge, and what the baseline says of it from now on. */
export interface PathRecord {
  readonly assetPath: AssetPath;
  /** Absent for a path that a filter leaves out: its entry is dropped. */
  readonly after?: SettledEntry | GoneEntry;
}

/** What a baseline can say of a mapping. */
export function recordMapping(mapping: Mapping): RecordedMapping {
  return {
    base: { assets: mapping.base.assets, pages: mapping.base.pages },
    aliases: typeof mapping.aliases === "function" ? "function" : mapping.aliases,
    queries: sortQueries(mapping.queries),
  };
}

export function isSameMapping(a: RecordedMapping, b: RecordedMapping): boolean {
  return (
    a.base.assets === b.base.assets &&
    a.base.pages === b.base.pages &&
    a.aliases === b.aliases &&
    isDeepStrictEqual(a.queries, b.queries)
  );
}

function sortQueries(queries: Queries): Queries {
  if (isList(queries)) return queries.toSorted();
  const entries = Object.entries(queries).map(([glob, list]) => [glob, list.toSorted()] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** `mappings` with `mapping` at its end, unless it is listed. */
export function addMapping(mappings: readonly RecordedMapping[], mapping: RecordedMapping): readonly RecordedMapping[] {
  return mappings.some((listed) => isSameMapping(listed, mapping)) ? mappings : [...mappings, mapping];
}
