import type { Base } from "../options/mapping.ts";
import type { Digest } from "../manifest/manifest.ts";
import type { AssetPath } from "../output/asset-path.ts";

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
  readonly targets?: readonly string[];
}

export type BaselineEntry = SettledEntry | UnsettledEntry | GoneEntry;

/** A mapping as far as it can be written down: of a function only that there was one. */
export interface RecordedMapping {
  readonly base: Base;
  readonly aliases: "none" | "directory" | "clean" | "function";
  /** Sorted. */
  readonly queries: readonly string[];
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
  readonly edges: ReadonlyMap<number, EdgeSection>;
}
