import { describe, expect, it } from "vitest";
import { createBatch } from "../client/purge-batch.ts";
import { defaultQuota } from "../client/quota.ts";
import { planPurge } from "./plan-build.ts";
import type { EdgePlan } from "./purge-plan.ts";

const edge = (edgeId: number, requests: number): EdgePlan => ({
  edgeId,
  diff: { paths: [], leftOut: [] },
  isUnknown: false,
  wholeEdge: false,
  mapping: { base: { assets: "/", pages: "/" }, aliases: "none", queries: [] },
  coveredMappings: [],
  purges: [],
  records: [],
  targets: [],
  covered: [],
  batches: Array.from({ length: requests }, (_, index) => createBatch(edgeId, "URL", [`/${index}`])),
});

describe("planPurge", () => {
  it("sends one edge's batches after the other's", () => {
    const { batches } = planPurge([edge(2, 2), edge(1, 1)], defaultQuota);
    expect(batches.map(({ edgeId, targets }) => `${edgeId} ${targets.join()}`)).toEqual(["2 /0", "2 /1", "1 /0"]);
  });

  // Ten requests go out at once, the next ten a minute later.
  it.each([
    [0, 0],
    [1, 0],
    [10, 0],
    [11, 60],
    [20, 60],
    [21, 120],
    [101, 600],
  ])("estimates %i requests", (requests, seconds) => {
    expect(planPurge([edge(1, requests)], defaultQuota).estimate).toEqual({ requests, seconds });
  });

  it("counts the requests of all edges against the one account", () => {
    expect(planPurge([edge(1, 6), edge(2, 6)], defaultQuota).estimate).toEqual({ requests: 12, seconds: 60 });
    expect(planPurge([edge(1, 60)], { requestsPerMinute: 60 }).estimate).toEqual({ requests: 60, seconds: 0 });
  });
});
