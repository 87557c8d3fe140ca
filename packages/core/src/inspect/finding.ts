import type { AssetPath } from "../output/asset-path.ts";

/** One thing that `doctor` looked at. */
export interface Finding {
  /** Stable, upper case. */
  readonly code: string;
  /**
   * - `good`: as it should be.
   * - `notice`: works, and may not do what somebody expects.
   * - `problem`: a run fails, or purges are missed.
   */
  readonly level: "good" | "notice" | "problem";
  /** What was found, in plain words. Never holds a secret. */
  readonly message: string;
  /** What to do about it; absent where all is well. */
  readonly next?: string;
}

export function good(code: string, message: string): Finding {
  return { code, level: "good", message };
}

export function notice(code: string, message: string, next: string): Finding {
  return { code, level: "notice", message, next };
}

export function problem(code: string, message: string, next: string): Finding {
  return { code, level: "problem", message, next };
}

/** One thing that is known of a URL. */
export interface Fact {
  /** Who says so. */
  readonly source: "baseline" | "build" | "plan" | "report" | "options";
  readonly assetPath?: AssetPath;
  readonly edgeId?: number;
  /** In plain words. */
  readonly says: string;
}
