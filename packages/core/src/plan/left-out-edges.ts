import type { Baseline, EdgeSection, PathPurge, PathRecord } from "../baseline/baseline.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";
import { diffManifest, type DiffRules, type PathDiff } from "./diff.ts";

/** What an edge that a run leaves out must remember of the run's build: it serves the same files as the others. */
export interface LeftOutEdge {
  readonly edgeId: number;
  /** Paths that are owed there from now on, and not sent. */
  readonly purges: readonly PathPurge[];
  /**
   * Paths whose names carry a content hash: known at their digest, so that other bytes under such a name are a change.
   */
  readonly records: readonly PathRecord[];
}

export interface LeavingOut {
  readonly manifest: AssetManifest;
  readonly baseline: Baseline | undefined;
  /** The edges of the run, with what differs there. */
  readonly edges: readonly { readonly edgeId: number; readonly diff: { readonly paths: readonly PathDiff[] } }[];
  readonly rules: DiffRules;
  /** ISO 8601. */
  readonly now: string;
}

/**
 * Keeps the edges right that the baseline knows and a run leaves out: whatever the run's build adds, changes or removes
 * there becomes unsettled without being sent. So the edge is purged rightly whenever it comes back, and no run for one
 * edge can forget what another owes.
 */
export function leftOutEdges({ manifest, baseline, edges, rules, now }: LeavingOut): readonly LeftOutEdge[] {
  const ofRun = new Set(edges.map(({ edgeId }) => edgeId));
  const moved = new Set(
    edges.flatMap(({ diff }) =>
      diff.paths.filter(({ kind }) => kind !== "unchanged").map(({ assetPath }) => assetPath),
    ),
  );
  return [...(baseline?.edges ?? [])]
    .filter(([edgeId]) => !ofRun.has(edgeId))
    .map(([edgeId, section]) => ({ edgeId, ...leaveOut(manifest, section, { rules, moved, now }) }));
}

interface LeavingRules extends Pick<LeavingOut, "rules" | "now"> {
  /** Paths that the run itself changes somewhere. */
  readonly moved: ReadonlySet<AssetPath>;
}

function leaveOut(manifest: AssetManifest, section: EdgeSection, { rules, moved, now }: LeavingRules) {
  const purges: PathPurge[] = [];
  const { paths, leftOut } = diffManifest(manifest, section, rules);
  // What a filter leaves out may come and go unseen, so that nothing is known of it any more; what is owed stays so.
  const records: PathRecord[] = leftOut
    .filter(({ before }) => before.state !== "unsettled")
    .map(({ assetPath }) => ({ assetPath }));
  for (const { assetPath, kind, before, now: file } of paths) {
    // What is owed already stays so. Where the bytes move again, whoever is purging them now is too early to settle
    // them.
    if (kind === "unchanged" || (before?.state === "unsettled" && !moved.has(assetPath))) continue;
    const isImmutable = file ? file.immutable : before?.state === "settled" && before.immutable;
    if (isImmutable && kind === "added" && file) records.push({ assetPath, after: { state: "settled", ...file } });
    else if (isImmutable && kind === "removed" && before?.state === "settled") {
      records.push({ assetPath, after: { state: "gone", digest: before.digest, since: now, immutable: true } });
    } else purges.push({ assetPath, ...(file && { after: { state: "settled", ...file } }) });
  }
  return { purges, records };
}
