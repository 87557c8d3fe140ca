import { describe, expect, it } from "vitest";
import { gone, settled, unsettled } from "../test/entries.ts";
import type { BaselineEntry, EdgeSection, PathPurge, PathRecord, RecordedMapping } from "./baseline.ts";
import { unsettle, unsettledEntry, type Unsettling } from "./unsettle.ts";

const mapping: RecordedMapping = { base: { assets: "/", pages: "/" }, aliases: "directory", queries: [] };
const known = settled("1", { targets: ["/a", "/b"] });
const section: EdgeSection = { mappings: [mapping], paths: new Map<string, BaselineEntry>([["a", known]]) };
const whole: EdgeSection = { ...section, wholeEdgeUnsettled: true };
const unsettleIn = (before: EdgeSection | undefined, more: Partial<Unsettling> = {}) =>
  unsettle(before, { mark: "mine", mapping, purges: [], records: [], wholeEdge: false, ...more });
const record = (after?: PathRecord["after"], assetPath = "a"): PathRecord => ({ assetPath, ...(after && { after }) });

describe("unsettle", () => {
  it.each<[string, EdgeSection, Partial<Unsettling>]>([
    ["nothing is purged or recorded", section, {}],
    ["what is recorded is known", section, { records: [record({ ...known, targets: ["/a", "/b"] })] }],
    ["what is forgotten was not known", section, { records: [record(undefined, "b")] }],
    ["the whole edge is owed already", whole, { wholeEdge: true }],
    ["the whole edge is owed by another run", whole, {}],
  ])("gives back the very section where %s", (_what, before, more) => {
    expect(unsettleIn(before, more)).toBe(before);
  });

  it.each<[string, BaselineEntry, PathRecord["after"]]>([
    ["digest", known, { ...known, digest: "0".repeat(64) }],
    ["size", known, { ...known, size: 2 }],
    ["immutability", known, { ...known, immutable: true }],
    ["targets", known, { ...known, targets: ["/a"] }],
    ["number of targets", known, { ...known, targets: ["/a/b"] }],
    ["lack of targets", known, settled("1")],
    ["new targets", settled("1"), known],
    ["state", known, gone("1")],
    ["return", gone("1"), known],
    ["absence", known, undefined],
    ["mark", unsettled("theirs"), known],
  ])("records another %s, and changes no section that somebody else holds", (_what, before, after) => {
    const other = ["b", known] as const;
    const held = { ...section, paths: new Map([["a", before], other]) };
    const changed = unsettleIn(held, { records: [record(after)] });
    expect(changed).toEqual({ ...section, paths: new Map([...(after ? [["a", after] as const] : []), other]) });
    expect(held.paths).toEqual(new Map([["a", before], other]));
  });

  it("remembers no more that is gone than is there", () => {
    expect(unsettleIn(section, { records: [record(gone("1"))] }).paths).toEqual(new Map());
  });

  it("marks what is purged, and takes a mark over", () => {
    const purges: PathPurge[] = [{ assetPath: "a", after: settled("2") }, { assetPath: "b" }];
    const before = { ...section, paths: new Map([["b", unsettled("theirs")]]) };
    expect(unsettleIn(before, { purges }).paths).toEqual(
      new Map([
        ["b", unsettled("mine", { removed: true })],
        ["a", unsettled("mine")],
      ]),
    );
  });

  it("owes the whole edge, lists another mapping, and begins a section", () => {
    expect(unsettleIn(section, { wholeEdge: true })).toEqual(whole);
    const other = { ...mapping, aliases: "clean" as const };
    expect(unsettleIn(section, { mapping: other })).toEqual({ ...section, mappings: [mapping, other] });
    expect(unsettleIn(undefined)).toStrictEqual({ mappings: [mapping], paths: new Map() });
    expect(unsettleIn(undefined, { wholeEdge: true })).toMatchObject({ wholeEdgeUnsettled: true });
  });
});

describe("unsettledEntry", () => {
  it.each<[readonly string[] | undefined, readonly string[] | undefined, readonly string[] | undefined]>([
    [undefined, undefined, undefined],
    [["/b", "/a"], undefined, ["/a", "/b"]],
    [undefined, ["/b", "/a"], ["/a", "/b"]],
    [
      ["/c", "/a"],
      ["/b", "/a"],
      ["/a", "/b", "/c"],
    ],
  ])("of targets %j, where %j are owed, owes %j", (targets, owed, all) => {
    const purge: PathPurge = { assetPath: "a", after: settled("1"), ...(targets && { targets }) };
    const before = owed && unsettled("theirs", { targets: owed });
    expect(unsettledEntry(purge, "mine", before)).toStrictEqual(unsettled("mine", all && { targets: all }));
  });

  it.each([[undefined], [gone("1")]])("says that the file was removed where nothing or %j comes after it", (after) => {
    expect(unsettledEntry({ assetPath: "a", ...(after && { after }) }, "mine", undefined)).toStrictEqual(
      unsettled("mine", { removed: true }),
    );
  });
});
