import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { manifestOf } from "../test/entries.ts";
import { addBuild, buildId, isOvertaken, type KnownBuild, recordSent } from "./build-order.ts";

const planned = (id: string): KnownBuild => ({ id });
const live = (id: string): KnownBuild => ({ id, live: true });
const after = (...events: readonly KnownBuild[]) => events.reduce<readonly KnownBuild[]>(addBuild, []);

describe("buildId", () => {
  it("is the same for the same bytes under the same names, in any order, and for no others", () => {
    const id = buildId(manifestOf({ a: "1", b: "2" }));
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(buildId(manifestOf({ b: "2", a: "1" }))).toBe(id);
    expect(
      new Set([id, ...[{ a: "1" }, { a: "1", b: "3" }, { a: "1", c: "2" }].map((of) => buildId(manifestOf(of)))]).size,
    ).toBe(4);
  });
});

describe("isOvertaken", () => {
  it.each<[string, readonly KnownBuild[], boolean]>([
    ["a plan that waits", [live("A"), planned("B")], false],
    ["one that waits behind another", [live("A"), planned("B"), planned("C")], false],
    ["one that another build overtook", [live("A"), planned("B"), live("C")], true],
    ["one that was planned again since", [planned("B"), live("C"), planned("B")], false],
    ["one that was live before: a rollback", [live("B"), live("C")], false],
    ["one that nobody knows any more", [live("C")], true],
    ["one that nobody knows where nothing was live yet", [planned("A")], false],
  ])("of %s", (_what, events, overtaken) => {
    expect(isOvertaken(after(...events), "B")).toBe(overtaken);
  });

  it("is nothing that plans meet which are sent in the order in which they were written", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 8 }), (ids) => {
        let builds = after(...ids.map(planned));
        for (const id of ids) {
          expect(isOvertaken(builds, id)).toBe(false);
          builds = recordSent(builds, id);
        }
      }),
    );
  });
});

describe("recordSent", () => {
  it("overtakes what was made before, and nothing that was made after", () => {
    const builds = recordSent(after(planned("A"), planned("B"), planned("C")), "B");
    expect(["A", "B", "C"].filter((id) => isOvertaken(builds, id))).toEqual(["A"]);
    expect(recordSent(builds, "D").at(-1)).toEqual(live("D"));
  });
});

describe("addBuild", () => {
  it("forgets the oldest of many, and changes nothing where the latest comes again", () => {
    const many = after(...Array.from({ length: 60 }, (_, index) => planned(String(index))));
    expect(many).toHaveLength(50);
    expect(addBuild(many, planned("59"))).toEqual(many);
    expect(addBuild(after(live("A")), planned("A"))).toEqual([live("A")]);
  });
});
