import type { AssetManifest } from "../manifest/manifest.ts";
import type { Mapping } from "../options/mapping.ts";

/** One build as far as comparing it needs: read from its output directory, or from a plan that was written then. */
export interface BuildContents {
  readonly manifest: AssetManifest;
  readonly mapping: Mapping;
  /** The output directory as baselines record it: relative to the project, posix. */
  readonly outputDirectory: string;
}
