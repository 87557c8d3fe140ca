import type { RecordedMapping } from "../baseline/baseline.ts";
import type { PlanSettings } from "../options/table/plan-settings.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";
import type { PathKind } from "../plan/diff.ts";
import type { TargetOfEdges } from "../plan/plan-summary.ts";
import { GlobalEdgePurgeError } from "../system/errors.ts";

export type PlanErrorCode =
  /** There is no such file. */
  | "PLAN_MISSING"
  /** The file is there and cannot be read. */
  | "PLAN_UNREADABLE"
  /** It is not a plan of the version that this tool writes. */
  | "PLAN_INVALID"
  /** It is a plan, but not as it was written. */
  | "PLAN_EDITED"
  /** Several plans that cannot be sent together. */
  | "PLANS_CONFLICT"
  /** It cannot be written. */
  | "PLAN_UNWRITABLE";

/** Whoever gave the plan gave the wrong one. */
const wrongPlans = new Set<PlanErrorCode>(["PLAN_MISSING", "PLAN_INVALID", "PLAN_EDITED", "PLANS_CONFLICT"]);

/**
 * A plan file cannot be used. Nothing was sent; where it was to be written, its paths are saved as unsettled all the
 * same.
 */
export class PlanError extends GlobalEdgePurgeError {
  override readonly name = "PlanError";
  declare readonly code: PlanErrorCode;

  override get exitCode(): 1 | 2 {
    return wrongPlans.has(this.code) ? 2 : 1;
  }
}

/**
 * A build that is to be compared, purged and settled once it is deployed. It holds no time and no machine's paths: the
 * same build of a commit against the same baseline gives the same file, so that two of them can be compared in a review.
 */
export interface PlanFile {
  readonly settings: PlanSettings;
  /** The output directory as baselines record it: relative to the project, posix. */
  readonly outputDirectory: string;
  /** Where its baseline lies: from the plan's own folder, posix; or a URL. */
  readonly baseline: string;
  /** The commit that was built; absent where nobody told. */
  readonly commit?: string;
  readonly mapping: RecordedMapping;
  /** What the option `aliases` gave for each path, where it is a function; paths without any are left out. */
  readonly aliasesGiven?: ReadonlyMap<AssetPath, readonly string[]>;
  /** Of paths, by what became of them since the baseline of that time. */
  readonly counts: Readonly<Record<PathKind, number>>;
  /** As it was when the plan was written, in sending order. */
  readonly targets: readonly TargetOfEdges[];
  /**
   * Immutable names that may not be on the origin yet. Pages may refer to them, so it must serve them before anything
   * is purged.
   */
  readonly newNames: readonly AssetPath[];
  readonly manifest: AssetManifest;
}
