import { describe, expect, it } from "vitest";
import { emptyReport } from "../test/empty-report.ts";
import { describeEnd, describePlan } from "./describe.ts";
import { english } from "./english.ts";
import type { PurgeReport } from "./purge-report.ts";

const end = { outcomes: [], receipts: [] };
const target = (name: string) => ({ target: name, type: "URL", edgeIds: [11197], reason: "changed" }) as const;
const batch = { id: "b", edgeId: 11197, type: "URL", requestIds: ["1"], attempts: 1 } as const;

describe("the text of a run", () => {
  it("names the environment and its edges", () => {
    expect(english.start("staging", [1, 2])).toBe("Global Edge purge: staging, edges 1, 2");
  });

  it("lists what is sent and why, the first twenty of many", () => {
    const targets = Array.from({ length: 21 }, (_, index) => target(index === 1 ? "/%EA%B0%80" : `/${index}`));
    const counts = { added: 0, changed: 21, removed: 0, unchanged: 2 };
    const plan = { counts, targets, estimate: { requests: 12, seconds: 60 } };
    const lines = describePlan(english, plan, false).split("\n");
    expect(lines[0]).toBe("  0 added, 21 changed, 0 removed, 2 unchanged");
    expect(lines[1]).toBe("  changed  /0");
    expect(lines[2]).toBe("  changed  /가");
    expect(lines.at(-2)).toBe("  and 1 more");
    expect(lines.at(-1)).toBe("  21 targets in 12 requests, about 60 s");
    expect(describePlan(english, plan, true)).toContain("/20");
  });

  it.each<[string, Partial<PurgeReport>, string]>([
    [
      "purged",
      { verdict: "purged", targets: [target("/a")], batches: [{ ...batch, targets: ["/a"], status: "accepted" }] },
      "Purged 1 target (1 request, 1.2 s).\n  What became of it: npx global-edge-purge status 1",
    ],
    [
      "nothing",
      { verdict: "nothing-to-purge" },
      "Nothing to purge: no difference from what the edge is known to serve.",
    ],
    [
      "a dry run",
      { verdict: "planned", targets: [target("/a"), target("/b")], estimate: { requests: 1, seconds: 0 } },
      "Dry run: 2 targets in 1 request would be purged. Nothing was sent or saved.",
    ],
  ])("ends in one line where all is well: %s", (_, report, line) => {
    expect(describeEnd(english, { ...emptyReport, ...report }, end)).toBe(line);
  });

  it("counts a target once for each edge, also where a check had it purged once more", () => {
    const twoEdges = { ...target("/a"), edgeIds: [1, 2] };
    const of = (edgeId: number, status: "accepted" | "rejected") =>
      ({ ...batch, edgeId, targets: ["/a"], status }) as const;
    const report = { ...emptyReport, targets: [twoEdges], counts: { ...emptyReport.counts, unsettled: 1 } };
    const told = (batches: PurgeReport["batches"], verdict: "purged" | "partial") =>
      describeEnd(english, { ...report, verdict, batches }, end).split("\n")[0];
    expect(told([of(1, "accepted"), of(1, "accepted"), of(2, "accepted"), of(2, "accepted")], "purged")).toBe(
      "Purged 1 target on 2 edges (4 requests, 1.2 s).",
    );
    expect(told([of(1, "accepted"), of(1, "accepted"), of(2, "rejected")], "partial")).toBe(
      "Partly purged: 1 of 2 targets on 2 edges accepted (3 requests, 1.2 s).",
    );
  });

  it("names five of many purges", () => {
    const requestIds = ["1", "2", "3", "4", "5", "6", "7"];
    const report = {
      ...emptyReport,
      verdict: "purged",
      batches: [{ ...batch, targets: ["/a"], status: "accepted", requestIds }],
    } as const;
    expect(describeEnd(english, report, end)).toContain("status 1 2 3 4 5 (the report has 2 more)");
  });

  it("says where a plan was written, and what to do with it", () => {
    const planFile = "/site/.global-edge-purge/production/plan.json";
    const planned = {
      ...emptyReport,
      verdict: "planned",
      targets: [target("/a")],
      estimate: { requests: 1, seconds: 0 },
    } as const;
    expect(describeEnd(english, planned, { ...end, planFile }).split("\n")).toEqual([
      "Planned 1 target in 1 request. Nothing was sent yet.",
      `  Once the new files are on the origin: npx global-edge-purge send ${planFile}`,
    ]);
    expect(describeEnd(english, { ...emptyReport, verdict: "nothing-to-purge" }, { ...end, planFile })).toBe(
      `Nothing to purge: no difference from what the edge is known to serve. The plan ${planFile} says so.`,
    );
  });

  it("says what went wrong, how often, and what to do", () => {
    const error = { code: "EDGE_UNAVAILABLE", message: "The API is down.", next: "Build again later." } as const;
    const purgeBatch = { id: "b", edgeId: 11197, type: "URL", targets: ["/a"] } as const;
    const receipt = { batch: purgeBatch, status: "failed", requestIds: [], attempts: 5, error } as const;
    const report: PurgeReport = {
      ...emptyReport,
      verdict: "failed",
      targets: [target("/a")],
      batches: [{ ...batch, targets: ["/a"], status: "failed", requestIds: [], attempts: 5 }],
      counts: { ...emptyReport.counts, unsettled: 1 },
      unsettled: [{ assetPath: "a", edgeId: 11197, waitingFor: "accept" }],
    };
    expect(describeEnd(english, report, { ...end, receipts: [receipt, receipt] }).split("\n")).toEqual([
      "Failed: 0 of 1 target accepted (5 requests, 1.2 s).",
      "  2 batches: The API is down. Build again later. [EDGE_UNAVAILABLE]",
      "  1 path still unsettled: the next run purges it again.",
    ]);
  });
});
