import type { RecordedMapping } from "../../baseline/baseline.ts";
import type { AssetManifest } from "../../manifest/manifest.ts";
import type { Settings } from "../../options/settings.ts";
import type { AssetPath } from "../../output/asset-path.ts";
import type { PathKind } from "../../plan/diff.ts";
import type { TargetOfEdges } from "../plan-summary.ts";

/** The settings that a plan carries to where it is sent: everything but the credentials. */
export type PlanSettings = Pick<
  Settings,
  | "environment"
  | "edgeIds"
  | "endpoint"
  | "include"
  | "exclude"
  | "purge"
  | "also"
  | "onMissingBaseline"
  | "allowShrink"
  | "quota"
  | "retry"
  | "budget"
  | "waitTimeout"
  | "origin"
  | "verify"
>;

/**
 * A build that is to be compared, purged and settled once it is deployed. It holds no time and no machine's paths: the same
 * build against the same baseline gives the same file, so that two of them can be compared in a review.
 */
export interface PlanFile {
  readonly settings: PlanSettings;
  /** The output directory as baselines record it: relative to the project, posix. */
  readonly outputDirectory: string;
  /** Where its baseline lies: from the plan's own folder, posix; or a URL. */
  readonly baseline: string;
  readonly mapping: RecordedMapping;
  /** What the option `aliases` gave for each path, where it is a function; paths without any are left out. */
  readonly aliasesGiven?: ReadonlyMap<AssetPath, readonly string[]>;
  /** Of paths, by what became of them since the baseline of that time. */
  readonly counts: Readonly<Record<PathKind, number>>;
  /** As it was when the plan was written, in sending order. */
  readonly targets: readonly TargetOfEdges[];
  /** Immutable names that may not be on the origin yet. Pages may refer to them, so it must serve them before anything is purged. */
  readonly newNames: readonly AssetPath[];
  readonly manifest: AssetManifest;
}
