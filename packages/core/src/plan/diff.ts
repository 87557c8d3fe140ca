import type { BaselineEntry, EdgeSection } from "../baseline/baseline.ts";
import { type AssetPath, isAscii } from "../output/asset-path.ts";
import type { AssetManifest, ManifestEntry } from "../output/manifest.ts";

export type PathKind = "added" | "changed" | "removed" | "unchanged";

/** One path of a build against what the baseline says of it. */
export interface PathDiff {
  readonly assetPath: AssetPath;
  /**
   * An unsettled path counts as changed, or as removed: what the edge holds of it is not known. So does an immutable
   * name that is new, where the baseline knows it with other bytes in another Unicode form: both are served under the
   * URL in NFC.
   */
  readonly kind: PathKind;
  readonly before?: BaselineEntry;
  /** Absent for a removed file. */
  readonly now?: ManifestEntry;
}

/** How one build differs from what one edge is known to be consistent with. */
export interface ManifestDiff {
  /** Sorted by asset path. Paths that were gone and still are do not appear. */
  readonly paths: readonly PathDiff[];
  /** Paths of the baseline that a filter leaves out now. */
  readonly leftOut: readonly { readonly assetPath: AssetPath; readonly before: BaselineEntry }[];
}

export interface DiffRules {
  /** The filter that the manifest was scanned with: whatever is in that counts. */
  readonly counts: (assetPath: AssetPath) => boolean;
  /**
   * Whether a name stays immutable as long as its bytes are those that the baseline knows it by: a run without the
   * bundler must not forget what the bundler said. Not where the user says which names are.
   */
  readonly keepsImmutable: boolean;
}

/** Compares a build with one edge's section. */
export function diffManifest(
  manifest: AssetManifest,
  section: EdgeSection | undefined,
  { counts, keepsImmutable }: DiffRules,
): ManifestDiff {
  const paths: PathDiff[] = [];
  const leftOut: { assetPath: AssetPath; before: BaselineEntry }[] = [];
  const isTaken = createFormCheck(section);
  for (const [assetPath, built] of manifest) {
    const before = section?.paths.get(assetPath);
    const wasImmutable = before !== undefined && before.state !== "unsettled" && before.immutable;
    const isKept = keepsImmutable && wasImmutable && before.digest === built.digest;
    const now = isKept && !built.immutable ? { ...built, immutable: true } : built;
    const found = kindOf(now, before);
    const kind = found === "added" && now.immutable && isTaken(assetPath, now) ? "changed" : found;
    paths.push(before ? { assetPath, kind, now, before } : { assetPath, kind, now });
  }
  for (const [assetPath, before] of section?.paths ?? []) {
    if (manifest.has(assetPath)) continue;
    if (!counts(assetPath)) leftOut.push({ assetPath, before });
    else if (before.state !== "gone") paths.push({ assetPath, kind: "removed", before });
  }
  return { paths: paths.toSorted((a, b) => (a.assetPath < b.assetPath ? -1 : 1)), leftOut };
}

function kindOf(now: ManifestEntry, before: BaselineEntry | undefined): PathKind {
  if (!before) return "added";
  if (before.state === "unsettled") return "changed";
  if (before.digest !== now.digest) return "changed";
  // While a file was gone, the edge may have cached that it is not there.
  return before.state === "gone" ? "added" : "unchanged";
}

/** Says of a name whether a section knows it with other bytes in another Unicode form. */
function createFormCheck(section: EdgeSection | undefined): (assetPath: AssetPath, now: ManifestEntry) => boolean {
  let byForm: Map<string, readonly (readonly [AssetPath, BaselineEntry])[]> | undefined;
  return (assetPath, { digest }) => {
    if (!section || isAscii(assetPath)) return false;
    byForm ??= groupByForm(section);
    const known = byForm.get(assetPath.normalize("NFC")) ?? [];
    const isSame = (entry: BaselineEntry) => entry.state !== "unsettled" && entry.digest === digest;
    return known.some(([other, entry]) => other !== assetPath && !isSame(entry));
  };
}

function groupByForm({ paths }: EdgeSection) {
  const byForm = new Map<string, readonly (readonly [AssetPath, BaselineEntry])[]>();
  for (const known of paths) {
    if (isAscii(known[0])) continue;
    const form = known[0].normalize("NFC");
    byForm.set(form, [...(byForm.get(form) ?? []), known]);
  }
  return byForm;
}
