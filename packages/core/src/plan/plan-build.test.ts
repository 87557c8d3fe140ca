import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Baseline, type BaselineEntry, recordMapping } from "../baseline/baseline.ts";
import { checkPurge } from "../client/check-purge.ts";
import { defaultQuota } from "../client/quota.ts";
import { type Mapping, purgeKinds } from "../options/option-values.ts";
import type { AssetManifest } from "../output/manifest.ts";
import { assetPaths, mappings } from "../test/arbitraries.ts";
import { manifestOf } from "../test/entries.ts";
import { naiveTargets } from "../test/naive-targets.ts";
import { planBuild, type PlanInput } from "./plan-build.ts";

const settings: PlanInput["settings"] = {
  edgeIds: [2, 1],
  purge: purgeKinds,
  also: {},
  onMissingBaseline: "mutable",
  allowShrink: true,
  quota: defaultQuota,
};

const isImmutable = (assetPath: string) => assetPath.endsWith(".css");
const isSibling = (assetPath: string) => /\.(?:br|gz|zst)$/.test(assetPath);

/** Files with contents, some with a compressed sibling beside them, or in their place. */
const builds = fc
  .array(
    fc.record({
      assetPath: assetPaths,
      content: fc.constantFrom("1", "2"),
      sibling: fc.constantFrom("", ".br", ".gz", ".zst"),
      isAlone: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((files) =>
    files.flatMap(({ assetPath, content, sibling, isAlone }): [string, string][] =>
      sibling === "" || isSibling(assetPath)
        ? [[assetPath, content]]
        : [...(isAlone ? [] : [[assetPath, content] satisfies [string, string]]), [assetPath + sibling, content]],
    ),
  );

/** What two builds have in common, and what not. */
const pairs = fc.record({ kept: builds, gone: builds, added: builds }).map(({ kept, gone, added }) => ({
  before: Object.fromEntries([...kept, ...gone]),
  now: Object.fromEntries([...kept, ...added]),
}));

function baselineOf(contents: Record<string, string>, mapping: Mapping): Baseline {
  const paths = new Map<string, BaselineEntry>();
  for (const [assetPath, entry] of manifestOf(contents, isImmutable)) {
    const targets = typeof mapping.aliases === "function" && { targets: [...naiveTargets(assetPath, mapping)] };
    paths.set(assetPath, { state: "settled", ...entry, ...targets });
  }
  return {
    outputDirectory: "dist",
    edges: new Map([1, 2].map((edgeId) => [edgeId, { mappings: [recordMapping(mapping)], paths }])),
  };
}

function plan(manifest: AssetManifest, baseline: Baseline | undefined, mapping: Mapping) {
  const now = "2026-10-01T00:00:00.000Z";
  return planBuild({ manifest, baseline, whyMissing: undefined, mapping, counts: () => true, settings, now });
}

/** The targets of two builds, by going through every file with the rules of design.md in hand. */
function naivePlan(before: Record<string, string>, now: Record<string, string>, mapping: Mapping): Set<string> {
  const found = new Set<string>();
  for (const assetPath of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (before[assetPath] === now[assetPath]) continue;
    const isChanged = Object.hasOwn(before, assetPath) && Object.hasOwn(now, assetPath);
    if (isImmutable(assetPath) && !isChanged) continue;
    for (const target of naiveTargets(assetPath, mapping)) {
      if (!target.includes("*") && target.length <= 3800) found.add(target);
    }
  }
  return found;
}

describe("planBuild", () => {
  it("sends what the oracle names for every edge, and nothing else", () => {
    fc.assert(
      fc.property(pairs, mappings, ({ before, now }, mapping) => {
        const naive = [...naivePlan(before, now, mapping)].toSorted();
        const { edges, batches } = plan(manifestOf(now, isImmutable), baselineOf(before, mapping), mapping);
        expect(edges.map(({ edgeId }) => edgeId)).toEqual([2, 1]);
        for (const edge of edges) {
          expect(edge.batches.flatMap(({ targets }) => targets).toSorted()).toEqual(naive);
        }
        for (const batch of batches) expect(() => checkPurge(batch, defaultQuota)).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });

  it("sends every URL of every name that is not immutable where there is no baseline", () => {
    fc.assert(
      fc.property(builds, mappings, (files, mapping) => {
        const now = Object.fromEntries(files);
        const mutable = Object.fromEntries(files.filter(([name]) => !isImmutable(name)));
        const sent = plan(manifestOf(now, isImmutable), undefined, mapping).edges[0]?.targets.map(
          ({ target }) => target,
        );
        const naive = Object.keys(mutable).flatMap((name) => [...naiveTargets(name, mapping)]);
        expect(sent?.toSorted()).toEqual(
          [...new Set(naive)].filter((target) => !target.includes("*") && target.length <= 3800).toSorted(),
        );
      }),
    );
  });

  it("makes equal batches with equal ids of equal input in any order", () => {
    const shuffled = builds.chain((files) =>
      fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length })),
    );
    fc.assert(
      fc.property(shuffled, mappings, ([files, others], mapping) => {
        const contents = Object.fromEntries(files);
        const order = [...new Set(others.map(([name]) => name))];
        const turned = new Map(order.map((name) => [name, manifestOf(contents).get(name)!]));
        const one = plan(manifestOf(contents), undefined, mapping);
        const other = plan(turned, undefined, { ...mapping, queries: turnedQueries(mapping.queries) });
        expect(other.batches).toEqual(one.batches);
      }),
    );
  });
});

function turnedQueries(queries: Mapping["queries"]): Mapping["queries"] {
  if (Array.isArray(queries)) return queries.toReversed() as readonly string[];
  return Object.fromEntries(Object.entries(queries).map(([glob, list]) => [glob, list.toReversed()]));
}
