import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BaselineEntry, type EdgeSection, recordMapping } from "../baseline/baseline.ts";
import { defaultQuota } from "../client/quota.ts";
import { type Mapping, purgeKinds } from "../options/option-values.ts";
import { mappings } from "../test/arbitraries.ts";
import { decideEagerly } from "../test/eager-planner.ts";
import { gone, manifestOf, settled, unsettled } from "../test/entries.ts";
import { diffManifest } from "./diff.ts";
import { planEdge, type PlanRules } from "./plan-edge.ts";

const plain: Mapping = { base: { assets: "/", pages: "/" }, aliases: "directory", queries: [] };
const isImmutable = (assetPath: string) => assetPath.startsWith("assets/");
const diffRules = { counts: (assetPath: string) => assetPath !== "left.out", keepsImmutable: true };

function rulesOf(mapping: Mapping, more: Partial<PlanRules> = {}): PlanRules {
  return {
    edgeId: 1,
    mapping,
    recordedMapping: recordMapping(mapping),
    purge: purgeKinds,
    alsoOf: (assetPath) => (assetPath === "a.js" ? ["/x/*", "/feed"] : []),
    onMissingBaseline: "mutable",
    quota: defaultQuota,
    now: "2026-10-01T00:00:00.000Z",
    ...more,
  };
}

describe("planEdge, by the work that it does", () => {
  const unchanged = Array.from({ length: 1000 }, (_, index) => `${index}.html`);
  const section = (mapping: Mapping, content = "1"): EdgeSection => ({
    mappings: [recordMapping(mapping)],
    paths: new Map(
      [...unchanged, "assets/a-1.js"].map((name) => [name, settled(content, { immutable: isImmutable(name) })]),
    ),
  });
  /** A plan, and for how many paths their URLs were asked for: each time the mapping's queries are read once. */
  const plan = (contents: Record<string, string>, before: EdgeSection | undefined, mapping = plain) => {
    const rules = rulesOf(mapping);
    let asked = 0;
    const counted: Mapping = {
      ...mapping,
      get queries() {
        asked++;
        return mapping.queries;
      },
    };
    const diff = diffManifest(manifestOf(contents, isImmutable), before, diffRules);
    const { purges, records } = planEdge(diff, before, { ...rules, mapping: counted });
    return { purges: purges.length, records: records.length, asked };
  };
  const same = Object.fromEntries([...unchanged, "assets/a-1.js"].map((name) => [name, "1"]));

  it("asks for no URL of a path that did not change", () => {
    expect(plan(same, section(plain))).toEqual({ purges: 0, records: 1001, asked: 0 });
    const edited = { ...same, "7.html": "2", "new.html": "1" };
    expect(plan(edited, section(plain))).toEqual({ purges: 2, records: 1000, asked: 2 });
  });

  it("asks for those of mutable paths where the mapping changed, and for none of an immutable name", () => {
    expect(plan(same, section({ ...plain, queries: ["v=1"] }))).toEqual({ purges: 1000, records: 1, asked: 1000 });
  });

  it("asks a function about every path: what it says is remembered", () => {
    expect(plan(same, undefined, { ...plain, aliases: () => [] })).toEqual({ purges: 1000, records: 1, asked: 1001 });
  });

  it("decides as a planner does that has every URL in hand", () => {
    const names = ["a.js", "index.html", "docs/index.html", "b.js.gz", "assets/a-1.js", "left.out", "한.png"];
    const entry = fc.oneof(
      fc
        .tuple(fc.constantFrom("1", "2"), fc.boolean(), fc.boolean())
        .map(([content, immutable, said]) =>
          settled(content, { immutable, ...(said && { targets: ["/said", "/a.js"] }) }),
        ),
      fc.constantFrom<BaselineEntry>(unsettled("x"), unsettled("x", { removed: true, targets: ["/old"] }), gone("1")),
    );
    const some = <Value>(values: fc.Arbitrary<Value>) =>
      fc
        .tuple(...names.map(() => fc.option(values, { nil: undefined })))
        .map((drawn) =>
          Object.fromEntries(
            names.flatMap((name, index) => (drawn[index] === undefined ? [] : [[name, drawn[index]]])),
          ),
        );
    const sections = fc.option(
      fc.record({
        mappings: fc.array(mappings.map(recordMapping), { maxLength: 2 }),
        addsCurrent: fc.boolean(),
        isWholeOwed: fc.boolean(),
        paths: some(entry),
      }),
      { nil: undefined },
    );
    const options = fc.record({
      purge: fc.subarray([...purgeKinds]),
      onMissingBaseline: fc.constantFrom("mutable" as const, "all" as const),
    });
    fc.assert(
      fc.property(some(fc.constantFrom("1", "2")), sections, mappings, options, (contents, drawn, mapping, more) => {
        const listed = drawn && [...drawn.mappings, ...(drawn.addsCurrent ? [recordMapping(mapping)] : [])];
        const before: EdgeSection | undefined = drawn && {
          mappings: listed ?? [],
          ...(drawn.isWholeOwed && { wholeEdgeUnsettled: true as const }),
          paths: new Map(Object.entries(drawn.paths)),
        };
        const diff = diffManifest(manifestOf(contents, isImmutable), before, diffRules);
        const rules = rulesOf(mapping, more);
        const { purges, records } = planEdge(diff, before, rules);
        const eager = decideEagerly(diff, before, rules);
        expect(records).toEqual(eager.records);
        expect(purges.map((path) => ({ ...path, inexpressible: false }))).toEqual(eager.purges);
      }),
      { numRuns: 500 },
    );
  });
});
