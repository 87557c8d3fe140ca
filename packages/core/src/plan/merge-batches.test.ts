import { describe, expect, it } from "vitest";
import { defaultQuota } from "../client/quota.ts";
import { edgePlan, fakeDigest, plannedPath } from "../test/edge-plan.ts";
import { mergeBatches } from "./merge-batches.ts";

const digest = fakeDigest("a");
const shown = (...edges: readonly ReturnType<typeof edgePlan>[]) =>
  mergeBatches(
    edges.map((edge) => ({ edges: [edge] })),
    defaultQuota,
  ).map(({ edgeId, type, targets }) => [edgeId, type, ...targets]);

describe("mergeBatches", () => {
  it("sends what several plans need of one edge together, each target once", () => {
    const one = edgePlan([plannedPath("a.js", digest), plannedPath("b.js", digest)]);
    const other = edgePlan([plannedPath("b.js", digest), plannedPath("c.js", digest)]);
    expect(shown(one, other)).toEqual([[1, "URL", "/a.js", "/b.js", "/c.js"]]);
  });

  it("covers by one plan's wide target what another needs inside it, and at this edge alone", () => {
    const wide = edgePlan([plannedPath("index.html", digest, { also: ["/app/*"] })]);
    const inside = [plannedPath("app/a.js", digest), plannedPath("z.js", digest)];
    expect(shown(wide, edgePlan(inside), edgePlan(inside, { edgeId: 2 }))).toEqual([
      [1, "URL", "/index.html", "/z.js"],
      [1, "DIRECTORY", "/app/*"],
      [2, "URL", "/app/a.js", "/z.js"],
    ]);
  });
});
