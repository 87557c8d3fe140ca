import { describe, expect, it } from "vitest";
import { emptyReport } from "../test/empty-report.ts";
import { hostileNames } from "../test/hostile.ts";
import { jobSummary } from "./job-summary.ts";
import type { PurgeReport } from "./purge-report.ts";

const reportOf = (name: string): PurgeReport => ({
  ...emptyReport,
  verdict: "partial",
  environment: name,
  targets: [{ target: name, type: "URL", edgeIds: [11197], reason: "changed" }],
  unsettled: [{ assetPath: name, edgeId: 11197, waitingFor: "accept" }],
  warnings: [{ code: "DEEP_LINKS", message: name, next: name }],
});

describe("a job summary", () => {
  it("says verdict, counts, first targets with reasons, what is owed and what to know", () => {
    const targets = Array.from({ length: 22 }, (_, index) => ({
      target: `/page-${index}/가격.html`,
      type: "URL" as const,
      edgeIds: [11197],
      reason: "changed" as const,
    }));
    const report = {
      ...reportOf("production"),
      targets,
      counts: { added: 1, changed: 22, removed: 0, unchanged: 3, unsettled: 1 },
      unsettled: [{ assetPath: "a.css", edgeId: 11197, waitingFor: "origin" as const }],
    };
    const summary = jobSummary(report, { outcomes: [], receipts: [] });
    expect(summary).toContain("### Global Edge purge: production, edge 11197\n\n**partial**");
    expect(summary).toContain("1 added, 22 changed, 0 removed, 3 unchanged");
    expect(summary).toContain("| /page-0/가격.html | changed |");
    expect(summary).toContain("and 2 more");
    expect(summary).not.toContain("page-20");
    expect(summary).toContain("| a.css | 11197 | origin |");
    expect(summary).toContain("DEEP&#95;LINKS&#58; production");
  });

  it.each(hostileNames)("takes a name for text and for nothing else: %j", (name) => {
    const own = jobSummary(reportOf("plain"));
    const summary = jobSummary(reportOf(name));
    expect(summary.split("\n").length).toBe(own.split("\n").length);
    const outside = summary.replaceAll(/&#\d+;/gu, "");
    expect(outside).not.toMatch(/[<>`[\]!_~\\\p{Bidi_Control}]/u);
    expect(outside.match(/\|/gu)?.length).toBe(own.match(/\|/gu)?.length);
    expect(outside.match(/\*/gu)?.length).toBe(4);
    expect(outside.match(/^#/gmu)).toHaveLength(1);
  });

  it("shortens what is long", () => {
    expect(jobSummary(reportOf(`/${"a".repeat(3800)}`)).length).toBeLessThan(6000);
  });
});
