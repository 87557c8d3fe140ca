import type { Baseline, BaselineEntry, EdgeSection } from "../baseline/baseline.ts";
import type { Mapping } from "../options/option-values.ts";
import { pathTargets } from "../plan/path-targets.ts";
import { unknownDigest } from "../output/manifest.ts";
import type { ExplainWords } from "./explain-words.ts";
import type { Fact } from "./finding.ts";

/** What a baseline knows of a URL, edge by edge. */
export function explainByBaseline(
  target: string,
  baseline: Baseline,
  mapping: Mapping,
  words: ExplainWords,
): readonly Fact[] {
  return [...baseline.edges].flatMap(([edgeId, section]) => [
    ...(section.wholeEdgeUnsettled ? [fact(edgeId, words.wholeEdgeOwed)] : []),
    ...entriesOf(target, section, mapping).map(([assetPath, entry]) =>
      fact(edgeId, describeEntry(entry, words), assetPath),
    ),
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

function describeEntry(entry: BaselineEntry, words: ExplainWords): string {
  switch (entry.state) {
    case "settled":
      return entry.digest === unknownDigest
        ? words.unknownDigest
        : words.settled(entry.digest.slice(0, 12), entry.immutable);
    case "unsettled":
      return words.unsettled(whenOf(entry.mark));
    case "gone":
      return words.gone(entry.since);
  }
}

/** A mark begins with the time of its run. */
function whenOf(mark: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z/u.exec(mark)?.[0];
}
