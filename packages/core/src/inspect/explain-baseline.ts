import type { Baseline, BaselineEntry, EdgeSection } from "../baseline/baseline.ts";
import type { Mapping } from "../options/option-values.ts";
import { pathTargets } from "../plan/path-targets.ts";
import { unknownDigest } from "../output/manifest.ts";
import type { Fact } from "./finding.ts";

/** What a baseline knows of a URL, edge by edge. */
export function explainByBaseline(target: string, baseline: Baseline, mapping: Mapping): readonly Fact[] {
  return [...baseline.edges].flatMap(([edgeId, section]) => [
    ...(section.wholeEdgeUnsettled
      ? [fact(edgeId, "A purge of everything is owed to this edge: the next run sends it, and it reaches this URL.")]
      : []),
    ...entriesOf(target, section, mapping).map(([assetPath, entry]) => fact(edgeId, describeEntry(entry), assetPath)),
  ]);
}

function fact(edgeId: number, says: string, assetPath?: string): Fact {
  return { source: "baseline", edgeId, ...(assetPath !== undefined && { assetPath }), says };
}

function entriesOf(target: string, { paths, mappings }: EdgeSection, mapping: Mapping): [string, BaselineEntry][] {
  return [...paths].filter(([assetPath, entry]) =>
    pathTargets(assetPath, mapping, mappings, entry).all.includes(target),
  );
}

function describeEntry(entry: BaselineEntry): string {
  switch (entry.state) {
    case "settled":
      if (entry.digest === unknownDigest) {
        return (
          "A plan that another build had overtaken was sent, so nobody knows which bytes the edge has: " +
          "the next run purges it."
        );
      }
      return entry.immutable
        ? `The edge agrees with us (${entry.digest.slice(0, 12)}). Its name carries a content hash: it ` +
            "is purged only if its bytes change under that name."
        : `The edge agrees with us (${entry.digest.slice(0, 12)}): it is purged when a build has other ` +
            "bytes, or no longer has the file.";
    case "unsettled":
      return (
        `The edge may hold something else since ${whenOf(entry.mark)}: every run purges it until ` + "that is accepted."
      );
    case "gone":
      return (
        `The file is gone since ${entry.since} and was not purged: it is purged when it comes back, ` +
        "unless its name carries a content hash and its bytes are the same."
      );
  }
}

/** A mark begins with the time of its run. */
function whenOf(mark: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z/u.exec(mark)?.[0] ?? "an earlier run";
}
