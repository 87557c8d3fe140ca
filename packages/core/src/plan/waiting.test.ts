import { describe, expect, it } from "vitest";
import { edgePlan, fakeDigest, plannedPath } from "../test/edge-plan.ts";
import type { EdgePlan } from "./purge-plan.ts";
import { addWaiting, latePlan, type WaitingFor } from "./waiting.ts";

const digest = fakeDigest("a");
const waitingOf = (...edges: readonly (readonly [number, Readonly<Record<string, WaitingFor>>])[]) =>
  new Map(edges.map(([edgeId, reasons]) => [edgeId, new Map(Object.entries(reasons))]));

describe("addWaiting", () => {
  it("adds paths to those of the same edge, and lets the other edges be", () => {
    const before = waitingOf([1, { "a.js": "accept", "b.js": "accept" }], [2, { "a.js": "quota" }]);
    const more = [
      [1, ["b.js", "c.js"]],
      [3, ["a.js"]],
    ] as const;
    expect(addWaiting(before, more, "origin")).toEqual(
      waitingOf(
        [1, { "a.js": "accept", "b.js": "origin", "c.js": "origin" }],
        [2, { "a.js": "quota" }],
        [3, { "a.js": "origin" }],
      ),
    );
  });
});

describe("latePlan", () => {
  const late = (edges: readonly EdgePlan[], waiting: Parameters<typeof latePlan>[1]) =>
    latePlan({ edges, batches: [], estimate: { requests: 0, seconds: 0 } }, waiting)?.edges.map((edge) => ({
      edgeId: edge.edgeId,
      paths: edge.purges.map(({ assetPath }) => assetPath),
      targets: edge.targets.map(({ target }) => target),
      covered: edge.covered.map(({ target }) => target),
    }));
  const both = [plannedPath("a.js", digest), plannedPath("b.js", digest, { also: ["/feed"] })];
  const edges = [edgePlan(both), edgePlan(both, { edgeId: 2 })];

  it("is none where nothing waits for the origin", () => {
    expect(late(edges, undefined)).toBeUndefined();
    expect(late(edges, waitingOf([1, { "a.js": "accept", "b.js": "verify" }]))).toBeUndefined();
  });

  it("has what waits for the origin, edge by edge, with all targets of it", () => {
    expect(late(edges, waitingOf([1, { "a.js": "accept", "b.js": "origin" }]))).toEqual([
      { edgeId: 1, paths: ["b.js"], targets: ["/b.js", "/feed"], covered: [] },
      { edgeId: 2, paths: [], targets: [], covered: [] },
    ]);
  });

  it("has a URL that a wide target covered, where that does not wait", () => {
    const target = { target: "/app/x.js", type: "URL", rank: 0, assetPath: "app/x.js", reason: "changed" } as const;
    const paths = [plannedPath("a.js", digest, { also: ["/app/*"] }), plannedPath("app/x.js", digest)];
    const [planned] = [edgePlan(paths)];
    const edge = {
      ...planned,
      targets: planned.targets.filter((one) => one.target !== target.target),
      covered: [target],
    };
    expect(late([edge], waitingOf([1, { "app/x.js": "origin" }]))).toEqual([
      { edgeId: 1, paths: ["app/x.js"], targets: ["/app/x.js"], covered: [] },
    ]);
    expect(late([edge], waitingOf([1, { "a.js": "origin", "app/x.js": "origin" }]))).toEqual([
      { edgeId: 1, paths: ["a.js", "app/x.js"], targets: ["/a.js", "/app/*"], covered: ["/app/x.js"] },
    ]);
  });

  it("has the purge of a whole edge, where any path of it waits", () => {
    const targets = [{ target: "/*", type: "ALL", rank: 0, reason: "missing-baseline" }] as const;
    const whole = [
      edgePlan(both, { targets, wholeEdge: true }),
      edgePlan(both, { targets, wholeEdge: true, edgeId: 2 }),
    ];
    expect(late(whole, waitingOf([1, { "a.js": "origin" }]))).toEqual([
      { edgeId: 1, paths: ["a.js"], targets: ["/*"], covered: [] },
      { edgeId: 2, paths: [], targets: [], covered: [] },
    ]);
  });
});
