import type { AssetPath } from "../../output/asset-path.ts";

/** One thing that is known of a URL. */
export interface Fact {
  /** Who says so. */
  readonly source: "baseline" | "build" | "plan" | "report" | "options";
  readonly assetPath?: AssetPath;
  readonly edgeId?: number;
  /** In plain words. */
  readonly says: string;
}
