import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gone, settled, unsettled } from "../test/entries.ts";
import type { BaselineEntry, EdgeSection, PathPurge, PathRecord, RecordedMapping } from "./baseline.ts";
import { settle } from "./settle.ts";
import { unsettle } from "./unsettle.ts";

const mapping: RecordedMapping = { base: { assets: "/", pages: "/" }, aliases: "directory", queries: [] };
const older: RecordedMapping = { ...mapping, aliases: "none" };
const others: RecordedMapping = { ...mapping, aliases: "clean" };

function section(entry: BaselineEntry | undefined, mappings = [mapping]): EdgeSection {
  return { mappings, paths: new Map(entry && [["a", entry]]) };
}

const purge = (after: string | undefined, targets?: string[]): PathPurge => ({
  assetPath: "a",
  ...(after !== undefined && { after: settled(after) }),
  ...(targets && { targets }),
});

interface Run {
  readonly purges?: readonly PathPurge[];
  readonly records?: readonly PathRecord[];
  readonly mapping?: RecordedMapping;
  readonly covered?: readonly RecordedMapping[];
  readonly accepted?: boolean;
  readonly wholeEdge?: boolean;
  readonly hasMoreUnder?: (assetPath: string, earlier: RecordedMapping) => boolean;
}

function settleNow(
  now: EdgeSection,
  { accepted = true, covered = [mapping], wholeEdge = false, ...run }: Run,
): EdgeSection {
  return settle(now, {
    mark: "mine",
    mapping,
    coveredMappings: covered,
    purges: [],
    records: [],
    isAccepted: () => accepted,
    hasMoreUnder: () => true,
    settlesWholeEdge: wholeEdge && accepted,
    ...run,
  });
}

/** What becomes of the entry of the path `a`. */
function after(now: BaselineEntry | undefined, run: Run): BaselineEntry | undefined {
  const { mappings, paths } = section(now);
  return settleNow({ mappings, paths: new Map(paths).set("living", settled("1")) }, run).paths.get("a");
}

describe("settle, for a path that the baseline does not have", () => {
  it("leaves forgotten what it forgot as the oldest of what is gone, and owes anything else", () => {
    expect(after(undefined, { records: [{ assetPath: "a", after: gone("1") }] })).toBeUndefined();
    expect(after(undefined, { records: [{ assetPath: "a", after: settled("1") }] })).toMatchObject({
      state: "unsettled",
    });
  });
});

describe("settle, for a path that a run purged", () => {
  const changed = { purges: [purge("2")] };
  const removed = { purges: [purge(undefined)] };
  const refused = { accepted: false };

  it.each<[string, BaselineEntry | undefined, Run, BaselineEntry | undefined]>([
    ["settles at the run's digest: its own mark, accepted", unsettled("mine"), changed, settled("2")],
    ["drops the entry of a removed file", unsettled("mine", { removed: true }), removed, undefined],
    [
      "is remembered: a removed file that was purged at some of its URLs",
      unsettled("mine", { removed: true }),
      { purges: [{ assetPath: "a", after: gone("1") }] },
      gone("1"),
    ],
    ["stays marked: its own, not accepted", unsettled("mine"), { ...changed, ...refused }, unsettled("mine")],
    ["is left alone: taken over by another run", unsettled("other"), changed, unsettled("other")],
    [
      "is left alone: taken over, though not accepted",
      unsettled("other"),
      { ...changed, ...refused },
      unsettled("other"),
    ],
    ["is left alone: settled meanwhile at our digest, ours accepted", settled("2"), changed, settled("2")],
    ["is left alone: dropped meanwhile, and removed by us, accepted", undefined, removed, undefined],
    ["is marked again: settled meanwhile at another digest", settled("3"), changed, unsettled("mine")],
    [
      "is marked again: settled meanwhile, ours not accepted",
      settled("2"),
      { ...changed, ...refused },
      unsettled("mine"),
    ],
    ["is marked again: dropped meanwhile, changed by us", undefined, changed, unsettled("mine")],
    ["is marked again: settled meanwhile, removed by us", settled("2"), removed, unsettled("mine", { removed: true })],
    ["is marked again: recorded as gone meanwhile", gone("2"), changed, unsettled("mine")],
    [
      "is marked again: dropped meanwhile, ours not accepted",
      undefined,
      { ...removed, ...refused },
      unsettled("mine", { removed: true }),
    ],
  ])("%s", (_, now, run, expected) => {
    expect(after(now, run)).toEqual(expected);
  });

  it("keeps the targets that another run's function gave it, when it is marked again", () => {
    expect(after(settled("3", { targets: ["/old"] }), { purges: [purge("2", ["/a"])] })).toEqual(
      unsettled("mine", { targets: ["/a", "/old"] }),
    );
  });

  it("leaves every other path as it is", () => {
    const paths = new Map<string, BaselineEntry>([
      ["a", unsettled("mine")],
      ["b", settled("1")],
      ["c", unsettled("other")],
      ["d", gone("1")],
    ]);
    expect([...settleNow({ mappings: [mapping], paths }, changed).paths]).toEqual([
      ["a", settled("2")],
      ["b", settled("1")],
      ["c", unsettled("other")],
      ["d", gone("1")],
    ]);
  });
});

describe("settle, for a path that a run recorded", () => {
  const recorded = { records: [{ assetPath: "a", after: settled("2") }] };
  it.each<[string, BaselineEntry | undefined, Run, BaselineEntry | undefined]>([
    ["stays as it was recorded", settled("2"), recorded, settled("2")],
    ["is left alone where another run is at work", unsettled("other"), recorded, unsettled("other")],
    ["is marked where another run settled it at another digest", settled("3"), recorded, unsettled("mine")],
    ["is marked where another run removed it", undefined, recorded, unsettled("mine")],
    ["stays dropped where a filter leaves it out", undefined, { records: [{ assetPath: "a" }] }, undefined],
    ["is left alone where another run has it", settled("3"), { records: [{ assetPath: "a" }] }, settled("3")],
    ["stays gone", gone("1"), { records: [{ assetPath: "a", after: gone("1") }] }, gone("1")],
    ["is left alone where another run removed it with the same bytes", gone("2"), recorded, gone("2")],
    [
      "is left alone where it was gone and another run has it with the same bytes",
      settled("1"),
      { records: [{ assetPath: "a", after: gone("1") }] },
      settled("1"),
    ],
    [
      "is marked as removed where it was gone and another run has it with other bytes",
      settled("2"),
      { records: [{ assetPath: "a", after: gone("1") }] },
      unsettled("mine", { removed: true }),
    ],
  ])("%s", (_, now, run, expected) => {
    expect(after(now, run)).toEqual(expected);
  });
});

describe("settle, for the mappings of an edge", () => {
  const mappings = (now: EdgeSection, run: Run) => settleNow(now, run).mappings;

  it("keeps the current one alone when nothing stays unsettled", () => {
    expect(mappings(section(settled("1"), [older, mapping]), { covered: [older, mapping] })).toEqual([mapping]);
  });

  it("keeps all of them while anything is unsettled, another run's paths included", () => {
    const run = { covered: [older, mapping] };
    expect(mappings(section(unsettled("other"), [older, mapping]), run)).toEqual([older, mapping]);
    expect(
      mappings(section(unsettled("mine"), [older, mapping]), { ...run, purges: [purge("1")], accepted: false }),
    ).toEqual([older, mapping]);
  });

  it("keeps of the earlier ones those under which what is unsettled has URLs of its own", () => {
    const listed = [older, others, mapping];
    const hasMoreUnder = (assetPath: string, earlier: RecordedMapping) => assetPath === "a" && earlier === others;
    const run = { covered: listed, hasMoreUnder };
    expect(mappings(section(unsettled("other"), listed), run)).toEqual([others, mapping]);
    expect(mappings(section(settled("1"), listed), run)).toEqual([mapping]);
    expect(mappings(section(unsettled("other"), listed), { ...run, hasMoreUnder: () => false })).toEqual([mapping]);
    // What another run brought meanwhile, nobody has purged under yet.
    expect(mappings(section(unsettled("other"), listed), { ...run, covered: [older, mapping] })).toEqual(listed);
    const unknown = { ...section(unsettled("other"), listed), wholeEdgeUnsettled: true } as const;
    expect(mappings(unknown, { ...run, hasMoreUnder: () => false })).toEqual(listed);
  });

  it("keeps one that another run brought and this one did not cover", () => {
    expect(mappings(section(settled("1"), [older, mapping, others]), { covered: [older] })).toEqual([
      older,
      mapping,
      others,
    ]);
    expect(mappings(section(settled("1"), [others]), { covered: [older] })).toEqual([others, mapping]);
  });
});

describe("settle, for an edge of which nothing was known", () => {
  const now: EdgeSection = { ...section(unsettled("mine")), wholeEdgeUnsettled: true };

  it("knows the edge once the purge of everything was accepted", () => {
    expect(settleNow(now, { purges: [purge("1")], wholeEdge: true })).toEqual(section(settled("1")));
  });

  it("stays ignorant otherwise", () => {
    expect(settleNow(now, { purges: [purge("1")], wholeEdge: true, accepted: false })).toEqual(now);
    expect(settleNow(now, { purges: [purge("1")] }).wholeEdgeUnsettled).toBe(true);
  });
});

describe("settle, for files that are gone", () => {
  it("drops the oldest once they outnumber the living", () => {
    const paths = new Map<string, BaselineEntry>([
      ["x", gone("1", "2026-01-03T00:00:00.000Z")],
      ["y", gone("1", "2026-01-01T00:00:00.000Z")],
      // Of one moment, the first by name.
      ["z", gone("1", "2026-01-02T00:00:00.000Z")],
      ["v", gone("1", "2026-01-02T00:00:00.000Z")],
      ["w", gone("1", "2026-01-02T00:00:00.000Z")],
      ["a", settled("1")],
      ["b", unsettled("other")],
      ["c", settled("1")],
    ]);
    expect([...settleNow({ mappings: [], paths }, {}).paths.keys()]).toEqual(["x", "z", "w", "a", "b", "c"]);
  });

  it("never leaves more of them than of the living", () => {
    const entries = fc.array(fc.constantFrom<BaselineEntry>(gone("1"), settled("1"), unsettled("other")), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(entries, (list) => {
        const paths = new Map(list.map((entry, index) => [`file-${index}`, entry]));
        const left = [...settleNow({ mappings: [], paths }, {}).paths.values()];
        const living = (some: readonly BaselineEntry[]) => some.filter(({ state }) => state !== "gone").length;
        expect(left.length - living(left)).toBe(Math.min(list.length - living(list), living(list)));
        expect(living(left)).toBe(living(list));
      }),
    );
  });
});

describe("unsettle", () => {
  const run = { mark: "mine", mapping, purges: [], records: [], wholeEdge: false };

  it("marks what will be purged, over every earlier entry", () => {
    for (const before of [undefined, settled("1"), unsettled("other"), gone("1")]) {
      const paths = unsettle(section(before), { ...run, purges: [purge("2")] }).paths;
      expect(paths.get("a")).toEqual(unsettled("mine"));
    }
    expect(unsettle(section(settled("1")), { ...run, purges: [purge(undefined)] }).paths.get("a")).toEqual(
      unsettled("mine", { removed: true }),
    );
  });

  it("owes on the targets that were owed, where a function made them", () => {
    const owing = unsettled("other", { targets: ["/old"] });
    expect(unsettle(section(owing), { ...run, purges: [purge("2")] }).paths.get("a")).toEqual(
      unsettled("mine", { targets: ["/old"] }),
    );
    expect(unsettle(section(owing), { ...run, purges: [purge("2", ["/a"])] }).paths.get("a")).toEqual(
      unsettled("mine", { targets: ["/a", "/old"] }),
    );
  });

  it("records at once what needs no purge", () => {
    const records = [{ assetPath: "a", after: settled("2") }, { assetPath: "b", after: gone("1") }, { assetPath: "c" }];
    const paths = new Map<string, BaselineEntry>([
      ["b", settled("1")],
      ["c", unsettled("other")],
    ]);
    expect(unsettle({ mappings: [mapping], paths }, { ...run, records }).paths).toEqual(
      new Map<string, BaselineEntry>([
        ["a", settled("2")],
        ["b", gone("1")],
      ]),
    );
  });

  it("adds its mapping to those whose URLs may be stale", () => {
    expect(unsettle(section(undefined, [older]), run).mappings).toEqual([older, mapping]);
    expect(unsettle(section(undefined, [mapping]), run).mappings).toEqual([mapping]);
    expect(unsettle(undefined, run).mappings).toEqual([mapping]);
  });

  it("remembers that a purge of everything is owed, until it is settled", () => {
    const owing = unsettle(undefined, { ...run, wholeEdge: true });
    expect(owing.wholeEdgeUnsettled).toBe(true);
    expect(unsettle(owing, run).wholeEdgeUnsettled).toBe(true);
    expect(unsettle(undefined, run)).not.toHaveProperty("wholeEdgeUnsettled");
  });

  it("changes nothing where nothing differs", () => {
    const before = section(settled("1"));
    expect(unsettle(before, { ...run, records: [{ assetPath: "a", after: settled("1") }] })).toEqual(before);
  });
});
