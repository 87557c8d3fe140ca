import type { AssetPath } from "../output/asset-path.ts";
import type { GoneEntry, SettledEntry } from "./baseline.ts";

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
