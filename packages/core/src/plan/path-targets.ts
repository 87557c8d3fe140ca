import type { BaselineEntry, RecordedMapping } from "../baseline/baseline.ts";
import type { Mapping } from "../options/option-values.ts";
import type { AssetPath } from "../output/asset-path.ts";
import { targetsOf } from "./targets-of.ts";

/** The URLs of one path under every mapping whose URLs may be stale. */
export interface PathTargets {
  /** Under the current mapping. */
  readonly current: readonly string[];
  /** Under any of them. */
  readonly all: readonly string[];
  /** Those that not all of them share: where an unchanged file may be stale all the same. */
  readonly unshared: readonly string[];
}

/** @param listed the mappings of the edge's section; none for a missing baseline */
export function pathTargets(
  assetPath: AssetPath,
  mapping: Mapping,
  listed: readonly RecordedMapping[],
  before: BaselineEntry | undefined,
): PathTargets {
  const current = targetsOf(assetPath, mapping);
  if (listed.length === 0) return { current, all: current, unshared: [] };
  const under = [current, ...listed.map((recorded) => targetsUnder(recorded, assetPath, before, mapping))];
  const all = [...new Set(under.flat())];
  const sets = under.map((targets) => new Set(targets));
  return { current, all, unshared: all.filter((target) => !sets.every((set) => set.has(target))) };
}

/**
 * Whether a path has URLs under an earlier mapping that it has not under the current one. With a function among them,
 * which may say something else next time, it may have some.
 */
export function hasMoreUnder(assetPath: AssetPath, earlier: RecordedMapping, current: RecordedMapping): boolean {
  if (earlier.aliases === "function" || current.aliases === "function") return true;
  const known = new Set(targetsOf(assetPath, { ...current, aliases: current.aliases }));
  return targetsOf(assetPath, { ...earlier, aliases: earlier.aliases }).some((target) => !known.has(target));
}

function targetsUnder(
  { base, aliases, queries }: RecordedMapping,
  assetPath: AssetPath,
  before: BaselineEntry | undefined,
  current: Mapping,
): readonly string[] {
  if (aliases !== "function") return targetsOf(assetPath, { base, aliases, queries });
  // What a function once said is known only where it was written down. Of a path that is new, nobody asked it: what
  // today's function says stands in.
  const stand = typeof current.aliases === "function" ? current.aliases : "none";
  return before?.targets ?? targetsOf(assetPath, { base, aliases: stand, queries });
}
