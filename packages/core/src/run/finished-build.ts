import type { AssetPath } from "../output/asset-path.ts";

/** A production build that succeeded and is over: nothing will write to its output directory any more. */
export interface FinishedBuild {
  /** Absolute. */
  readonly outputDirectory: string;
  /**
   * The default baseline's file name without `.json`. Absent where the build has one output directory, which is then named
   * after the environment.
   */
  readonly baselineName?: string;
  /** Asset paths whose name carries a content hash, on the bundler's word. Absent without a bundler: then the name decides. */
  readonly immutableNames?: ReadonlySet<AssetPath>;
}
