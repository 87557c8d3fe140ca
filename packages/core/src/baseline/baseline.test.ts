import { describe, expect, it } from "vitest";
import type { Mapping } from "../options/option-values.ts";
import { addMapping, isSameMapping, recordMapping, type RecordedMapping } from "./baseline.ts";

const mapping: RecordedMapping = { base: { assets: "/", pages: "/" }, aliases: "directory", queries: ["a", "b"] };

describe("recordMapping", () => {
  it.each<[Partial<Mapping>, Partial<RecordedMapping>]>([
    [{}, {}],
    [{ base: { assets: "/static/", pages: false } }, { base: { assets: "/static/", pages: false } }],
    [{ aliases: "none" }, { aliases: "none" }],
    [{ aliases: () => [] }, { aliases: "function" }],
    [{ queries: ["b", "a"] }, {}],
    [
      { queries: { "m.js": [], "a.js": [], "z.js": ["b", "a"] } },
      { queries: { "a.js": [], "m.js": [], "z.js": ["a", "b"] } },
    ],
  ])("of %j is %j", (given, recorded) => {
    expect(JSON.stringify(recordMapping({ ...mapping, aliases: "directory", ...given }))).toBe(
      JSON.stringify({ ...mapping, ...recorded }),
    );
  });
});

describe("isSameMapping", () => {
  it.each<Partial<RecordedMapping>>([
    { base: { assets: "/x/", pages: "/" } },
    { base: { assets: "/", pages: "/x/" } },
    { base: { assets: "/", pages: false } },
    { aliases: "clean" },
    { queries: ["a"] },
    { queries: { "**": ["a", "b"] } },
  ])("tells apart what differs in %j", (difference) => {
    const other = { ...mapping, ...difference };
    expect(isSameMapping(mapping, other)).toBe(false);
    expect(isSameMapping(other, { ...other })).toBe(true);
    expect(addMapping([mapping], other)).toEqual([mapping, other]);
    const both = [other, mapping];
    expect(addMapping(both, { ...other })).toBe(both);
  });
});
