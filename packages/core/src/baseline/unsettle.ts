import {
  addMapping,
  type BaselineEntry,
  type EdgeSection,
  type PathPurge,
  type PathRecord,
  type RecordedMapping,
  type UnsettledEntry,
} from "./baseline.ts";

export interface Unsettling {
  /** The run's own. */
  readonly mark: string;
  readonly mapping: RecordedMapping;
  readonly purges: readonly PathPurge[];
  readonly records: readonly PathRecord[];
  /** Whether the run sends an ALL purge, because nothing was known of this edge. */
  readonly wholeEdge: boolean;
}

/**
 * Writes ahead, in the section that a run was planned on: every path about to be purged is unsettled with the run's mark, which
 * takes over any earlier one. Paths that need no purge are recorded now, too: a run that is killed has deployed its build all
 * the same, and the bytes of its new immutable names must be known when one of them changes.
 */
export function unsettle(section: EdgeSection | undefined, unsettling: Unsettling): EdgeSection {
  const { mapping, wholeEdge } = unsettling;
  return {
    mappings: addMapping(section?.mappings ?? [], mapping),
    ...(wholeEdge || section?.wholeEdgeUnsettled ? { wholeEdgeUnsettled: true as const } : {}),
    paths: unsettlePaths(section?.paths, unsettling),
  };
}

/** The paths of a section, those to purge unsettled with a mark, those that need no purge recorded. */
export function unsettlePaths(
  before: EdgeSection["paths"] | undefined,
  { mark, purges, records }: Pick<Unsettling, "mark" | "purges" | "records">,
): EdgeSection["paths"] {
  const paths = new Map<string, BaselineEntry>(before);
  for (const purge of purges) paths.set(purge.assetPath, unsettledEntry(purge, mark, paths.get(purge.assetPath)));
  for (const { assetPath, after } of records) {
    if (after) paths.set(assetPath, after);
    else paths.delete(assetPath);
  }
  return paths;
}

/** The entry of a path that `mark` owes a purge. Targets another run still owed are owed on. */
export function unsettledEntry(purge: PathPurge, mark: string, before: BaselineEntry | undefined): UnsettledEntry {
  const owed = before?.targets;
  const targets =
    (purge.targets ?? owed) ? [...new Set([...(owed ?? []), ...(purge.targets ?? [])])].toSorted() : undefined;
  return {
    state: "unsettled",
    mark,
    ...(purge.after?.state === "settled" ? {} : { removed: true as const }),
    ...(targets ? { targets } : {}),
  };
}
