import type { PurgeReport } from "@global-edge-purge/core";
import { describe, expect, it } from "vitest";
import { endingOf, type Run } from "./ending.ts";

const report: PurgeReport = {
  version: 1,
  tool: "test",
  verdict: "purged",
  dryRun: false,
  environment: "production",
  edgeIds: [1],
  startedAt: "2026-11-22T00:00:00.000Z",
  durationMs: 0,
  counts: { added: 0, changed: 0, removed: 0, unchanged: 0, unsettled: 0 },
  targets: [],
  batches: [],
  unsettled: [],
  warnings: [],
  estimate: { requests: 0, seconds: 0 },
};

function run(changed: Partial<PurgeReport>, settings: Partial<Run["settings"]> = {}): Run {
  return { report: { ...report, ...changed }, settings: { onFailure: "error", logLevel: "info", ...settings } };
}

const unsettled = [{ assetPath: "a.js", edgeId: 1, waitingFor: "accept" }] as const;

describe("endingOf", () => {
  it.each(["purged", "nothing-to-purge", "planned", "skipped"] as const)("says nothing about %s", (verdict) => {
    expect(endingOf([run({ verdict })])).toEqual({});
  });

  it("fails the build with the refusal of the edge", () => {
    const batch = {
      id: "1",
      edgeId: 1,
      type: "URL",
      targets: ["/a.js"],
      status: "rejected",
      requestIds: [],
      attempts: 1,
      error: { code: "EDGE_AUTHENTICATION", message: "The keys are wrong.", next: "Check them." },
    } as const;
    expect(endingOf([run({ verdict: "failed", batches: [batch], unsettled })])).toEqual({
      failure: { code: "PURGE_FAILED", message: "Global Edge purge failed (production): The keys are wrong." },
    });
  });

  it("fails the build with what held the run back", () => {
    const warnings = [{ code: "OUTPUT_SHRANK", message: "Most files are gone." }];
    expect(endingOf([run({ verdict: "failed", reason: "OUTPUT_SHRANK", warnings })])).toEqual({
      failure: { code: "PURGE_FAILED", message: "Global Edge purge failed (production): Most files are gone." },
    });
  });

  it("fails the build where something stays unsettled", () => {
    expect(endingOf([run({ verdict: "partial", unsettled })]).failure).toEqual({
      code: "PURGE_PARTIAL",
      message: "Global Edge purge was not accepted as a whole (production): 1 path stays unsettled.",
    });
  });

  it('warns where onFailure is "warn"', () => {
    const { failure, warning } = endingOf([run({ verdict: "partial", unsettled }, { onFailure: "warn" })]);
    expect(failure).toBeUndefined();
    expect(warning).toMatch(/1 path stays unsettled\.\nThe build goes on/u);
  });

  it.each(["silent", "error"] as const)("does not warn at log level %s", (logLevel) => {
    expect(endingOf([run({ verdict: "failed" }, { onFailure: "warn", logLevel })])).toEqual({});
  });

  it("tells of each run of a build", () => {
    const { failure, warning } = endingOf([
      run({ verdict: "failed", environment: "one", unsettled }),
      run({ verdict: "partial", environment: "two", unsettled }),
      run({ verdict: "partial", environment: "three", unsettled }, { onFailure: "warn" }),
    ]);
    expect(failure?.code).toBe("PURGE_FAILED");
    expect(failure?.message.match(/one|two|three/gu)).toEqual(["one", "two"]);
    expect(warning).toContain("three");
  });
});
