import type { AssetPath } from "../output/asset-path.ts";
import {
  addMapping,
  type BaselineEntry,
  type EdgeSection,
  isSameMapping,
  type PathPurge,
  type PathRecord,
  type RecordedMapping,
} from "./baseline.ts";
import { dropOldestGone } from "./drop-oldest-gone.ts";
import { unsettledEntry, type Unsettling } from "./unsettle.ts";

export interface Settling extends Omit<Unsettling, "wholeEdge"> {
  /** The mappings whose URLs the run's targets covered: those the section listed when it was planned. */
  readonly coveredMappings: readonly RecordedMapping[];
  /** Whether the edge accepted all targets of a path. */
  readonly isAccepted: (assetPath: AssetPath) => boolean;
  /** Whether a path has URLs under an earlier mapping that it has not under the run's own. */
  readonly hasMoreUnder: (assetPath: AssetPath, earlier: RecordedMapping) => boolean;
  /** Whether what was unknown about the whole edge is settled by this run. */
  readonly settlesWholeEdge: boolean;
}

/**
 * Looks at a run's paths again, at its end, in the section as it is now: other runs may have worked on it since
 * `unsettle`. A path settles only where nothing contradicts it; every doubt leaves it unsettled, so that a later run
 * purges it.
 */
export function settle(section: EdgeSection, settling: Settling): EdgeSection {
  const { purges, records } = settling;
  const paths = new Map<AssetPath, BaselineEntry>(section.paths);
  const put = (assetPath: AssetPath, entry: BaselineEntry | undefined) =>
    entry ? paths.set(assetPath, entry) : paths.delete(assetPath);

  for (const purge of purges) put(purge.assetPath, settledPurge(paths.get(purge.assetPath), purge, settling));
  for (const record of records) put(record.assetPath, checkedRecord(paths.get(record.assetPath), record, settling));
  const wholeEdgeUnsettled = section.wholeEdgeUnsettled === true && !settling.settlesWholeEdge;
  return {
    mappings: settledMappings(section, settling, wholeEdgeUnsettled ? "everything" : unsettledPaths(paths)),
    ...(wholeEdgeUnsettled ? { wholeEdgeUnsettled } : {}),
    paths: dropOldestGone(paths),
  };
}

function settledPurge(
  now: BaselineEntry | undefined,
  purge: PathPurge,
  { mark, isAccepted }: Settling,
): BaselineEntry | undefined {
  const accepted = isAccepted(purge.assetPath);
  // Taken over by another run: that run answers for it.
  if (now?.state === "unsettled") return now.mark === mark && accepted ? purge.after : now;
  // Another run settled it meanwhile. That both were accepted proves something only if both saw the same bytes.
  return accepted && agrees(now, purge.after) ? now : unsettledEntry(purge, mark, now);
}

/**
 * A path that was recorded before the requests went out. Another run may have purged it since, for other bytes. Where
 * it saw the same bytes come or go, what it says is later than ours: nothing that an edge may hold of the path is in
 * doubt.
 */
function checkedRecord(
  now: BaselineEntry | undefined,
  { assetPath, after }: PathRecord,
  { mark }: Settling,
): BaselineEntry | undefined {
  if (now?.state === "unsettled" || !after || now?.digest === after.digest) return now;
  // Forgotten since, as the oldest of what is gone.
  if (!now && after.state === "gone") return now;
  return unsettledEntry({ assetPath, after }, mark, now);
}

/** Whether two entries say the same of the bytes: none of them exists, or both are in one state at one digest. */
function agrees(a: PathPurge["after"], b: PathPurge["after"]): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.state === b.state && a.digest === b.digest;
}

function unsettledPaths(paths: ReadonlyMap<AssetPath, BaselineEntry>): readonly AssetPath[] {
  return [...paths].flatMap(([assetPath, { state }]) => (state === "unsettled" ? [assetPath] : []));
}

/**
 * The current mapping, and those earlier ones under which something may be stale that it does not lead to: whatever is
 * settled was purged at its URLs under all that were listed. Nothing is left out where another run brought one that we
 * did not cover.
 */
function settledMappings(
  section: EdgeSection,
  { mapping, coveredMappings, hasMoreUnder }: Settling,
  unsettled: readonly AssetPath[] | "everything",
): readonly RecordedMapping[] {
  const covered = (listed: RecordedMapping) => [mapping, ...coveredMappings].some((one) => isSameMapping(one, listed));
  if (unsettled === "everything" || !section.mappings.every(covered)) return addMapping(section.mappings, mapping);
  const isNeeded = (listed: RecordedMapping) =>
    isSameMapping(listed, mapping) || unsettled.some((assetPath) => hasMoreUnder(assetPath, listed));
  return addMapping(section.mappings.filter(isNeeded), mapping);
}
