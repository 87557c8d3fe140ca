import { describe, expect, it } from "vitest";
import { edgePlan, fakeDigest, plannedPath } from "../test/edge-plan.ts";
import type { PathDiff, PathKind } from "./diff.ts";
import { addSummaries, mergeTargets, summarizePlan } from "./plan-summary.ts";
import type { EdgePlan, PurgeTarget } from "./purge-plan.ts";

const estimate = { requests: 3, seconds: 60 };
const summarize = (...edges: readonly EdgePlan[]) => summarizePlan({ edges, batches: [], estimate });
const edgeOf = (kinds: Readonly<Record<string, PathKind>>, edgeId = 1) => {
  const paths = Object.entries(kinds).map(([assetPath, kind]): PathDiff => ({ assetPath, kind }));
  return edgePlan([], { edgeId, diff: { paths, leftOut: [] } });
};

describe("summarizePlan", () => {
  it("counts the paths of each kind", () => {
    const kinds = { a: "added", b: "changed", c: "changed", d: "removed", e: "unchanged", f: "unchanged" } as const;
    expect(summarize(edgeOf(kinds))).toEqual({
      counts: { added: 1, changed: 2, removed: 1, unchanged: 2 },
      targets: [],
      estimate,
    });
    expect(summarize().counts).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 0 });
  });

  it("counts a path of several edges once, and as unchanged only where all say so", () => {
    const one = { a: "added", b: "changed", c: "removed", d: "unchanged", e: "unchanged" } as const;
    const other = { a: "unchanged", b: "unchanged", c: "removed", d: "unchanged", e: "changed" } as const;
    const counts = { added: 1, changed: 2, removed: 1, unchanged: 1 };
    expect(summarize(edgeOf(one), edgeOf(other, 2)).counts).toEqual(counts);
    expect(summarize(edgeOf(other), edgeOf(one, 2)).counts).toEqual(counts);
  });

  it("names each target once, with its edges, and without what only sending needs", () => {
    const digest = fakeDigest("a");
    const both = [plannedPath("a.js", digest)];
    const shown = { target: "/a.js", type: "URL", assetPath: "a.js", reason: "changed" };
    expect(summarize(edgePlan(both), edgePlan([...both, plannedPath("b.js", digest)], { edgeId: 2 })).targets).toEqual([
      { ...shown, edgeIds: [1, 2] },
      { ...shown, target: "/b.js", assetPath: "b.js", edgeIds: [2] },
    ]);
    const targets = [{ target: "/*", type: "ALL", rank: 0, reason: "missing-baseline" }] as const;
    expect(summarize(edgePlan([], { targets })).targets).toEqual([
      { target: "/*", type: "ALL", reason: "missing-baseline", edgeIds: [1] },
    ]);
  });
});

describe("mergeTargets", () => {
  const target: PurgeTarget = { target: "/a", type: "URL", rank: 0, assetPath: "a", reason: "changed" };

  it.each<Partial<PurgeTarget>>([
    { target: "/b" },
    { type: "DIRECTORY" },
    { rank: 1 },
    { assetPath: "b" },
    { reason: "added" },
  ])("keeps apart what differs in %j", (difference) => {
    const other = { ...target, ...difference };
    const edges = [edgePlan([], { targets: [target] }), edgePlan([], { edgeId: 2, targets: [other] })];
    expect(mergeTargets(edges)).toEqual([
      { ...target, edgeIds: [1] },
      { ...other, edgeIds: [2] },
    ]);
  });
});

describe("addSummaries", () => {
  it("adds up the counts, and has all targets", () => {
    const one = { counts: { added: 1, changed: 2, removed: 3, unchanged: 4 }, targets: [], estimate };
    const target = { target: "/a", type: "URL", edgeIds: [1], reason: "changed" } as const;
    const other = { counts: { added: 10, changed: 20, removed: 30, unchanged: 40 }, targets: [target], estimate };
    expect(addSummaries([one, other])).toEqual({
      counts: { added: 11, changed: 22, removed: 33, unchanged: 44 },
      targets: [target],
    });
  });
});
