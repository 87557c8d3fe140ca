import {
  addMapping,
  type BaselineEntry,
  type EdgeSection,
  type PathPurge,
  type PathRecord,
  type RecordedMapping,
  type UnsettledEntry,
} from "./baseline.ts";
import { dropOldestGone } from "./drop-oldest-gone.ts";

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
 * Writes ahead, in the section that a run was planned on: every path about to be purged is unsettled with the run's
 * mark, which takes over any earlier one. Paths that need no purge are recorded now, too: a run that is killed has
 * deployed its build all the same, and the bytes of its new immutable names must be known when one of them changes.
 */
export function unsettle(section: EdgeSection | undefined, unsettling: Unsettling): EdgeSection {
  const { mapping, wholeEdge } = unsettling;
  const mappings = addMapping(section?.mappings ?? [], mapping);
  const paths = unsettlePaths(section?.paths ?? new Map(), unsettling);
  const wholeEdgeUnsettled = wholeEdge || section?.wholeEdgeUnsettled === true;
  const isSame = section?.mappings === mappings && section.paths === paths;
  if (isSame && wholeEdgeUnsettled === (section.wholeEdgeUnsettled === true)) return section;
  return { mappings, ...(wholeEdgeUnsettled && { wholeEdgeUnsettled }), paths };
}

/**
 * The paths of a section, those to purge unsettled with a mark, those that need no purge recorded.
 *
 * @returns the very paths given where nothing differs, so that nobody writes down again what is written
 */
export function unsettlePaths(
  before: EdgeSection["paths"],
  { mark, purges, records }: Pick<Unsettling, "mark" | "purges" | "records">,
): EdgeSection["paths"] {
  let paths: Map<string, BaselineEntry> | undefined;
  const put = (assetPath: string, entry: BaselineEntry | undefined) => {
    if (isSameEntry(before.get(assetPath), entry)) return;
    paths ??= new Map(before);
    if (entry) paths.set(assetPath, entry);
    else paths.delete(assetPath);
  };
  for (const purge of purges) put(purge.assetPath, unsettledEntry(purge, mark, before.get(purge.assetPath)));
  for (const { assetPath, after } of records) put(assetPath, after);
  // Plans that are never sent, and edges that are left out for long, never come to be settled.
  return paths ? dropOldestGone(paths) : before;
}

function isSameEntry(one: BaselineEntry | undefined, other: BaselineEntry | undefined): boolean {
  if (one === other) return true;
  if (one?.state !== "settled" || other?.state !== "settled") return false;
  const isSameFile = one.digest === other.digest && one.size === other.size && one.immutable === other.immutable;
  return isSameFile && one.targets?.join("\n") === other.targets?.join("\n");
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
