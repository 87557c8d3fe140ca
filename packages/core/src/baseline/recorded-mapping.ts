import type { Mapping } from "../options/mapping.ts";
import type { RecordedMapping } from "./baseline.ts";

/** What a baseline can say of a mapping. */
export function recordMapping(mapping: Mapping): RecordedMapping {
  return {
    base: { assets: mapping.base.assets, pages: mapping.base.pages },
    aliases: typeof mapping.aliases === "function" ? "function" : mapping.aliases,
    queries: mapping.queries.toSorted(),
  };
}

export function isSameMapping(a: RecordedMapping, b: RecordedMapping): boolean {
  return (
    a.base.assets === b.base.assets &&
    a.base.pages === b.base.pages &&
    a.aliases === b.aliases &&
    a.queries.length === b.queries.length &&
    a.queries.every((query, index) => query === b.queries[index])
  );
}

/** `mappings` with `mapping` at its end, unless it is listed. */
export function addMapping(mappings: readonly RecordedMapping[], mapping: RecordedMapping): readonly RecordedMapping[] {
  return mappings.some((listed) => isSameMapping(listed, mapping)) ? mappings : [...mappings, mapping];
}
