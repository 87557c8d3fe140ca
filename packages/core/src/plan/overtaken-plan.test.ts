import { describe, expect, it } from "vitest";
import { unknownDigest } from "../output/manifest.ts";
import { edgePlan, plannedPath } from "../test/edge-plan.ts";
import { gone, settled } from "../test/entries.ts";
import { overtakenPlan } from "./overtaken-plan.ts";

describe("overtakenPlan", () => {
  it("forgets with which bytes a path is fresh, and nothing else", () => {
    const file = settled("one", { immutable: true, targets: ["/a"] });
    const purges = [
      plannedPath("a.js", "", { after: file }),
      plannedPath("b.js", "", { after: { ...gone("1"), targets: ["/b"] } }),
      plannedPath("c.js"),
    ];
    const plan = { edges: [edgePlan(purges)], batches: [], estimate: { requests: 1, seconds: 0 } };
    const unknown = { state: "settled", digest: unknownDigest, size: 0, immutable: false } as const;
    const after = [{ ...file, digest: unknownDigest }, { ...unknown, targets: ["/b"] }, unknown];
    expect(overtakenPlan(plan)).toEqual({
      ...plan,
      edges: [edgePlan(purges, { purges: purges.map((path, index) => ({ ...path, after: after[index]! })) })],
    });
  });
});
