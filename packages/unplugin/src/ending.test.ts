import type { PurgeReport } from "@global-edge-purge/core";
import { loadWords } from "@global-edge-purge/core/internal";
import { describe, expect, it } from "vitest";
import { endingOf as endingInWords, type Run } from "./ending.ts";

const english = await loadWords({});
const endingOf = (runs: readonly Run[]) => endingInWords(runs, english);

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

type Refusal = NonNullable<PurgeReport["batches"][number]["error"]>;

/** A batch that was refused, with what to do about it. */
function batchWith(code: Refusal["code"], next = "Do something."): PurgeReport["batches"][number] {
  const error: Refusal = { code, message: `It failed: ${code}.`, next };
  const batch = { id: "1", edgeId: 1, type: "URL", targets: ["/a.js"], status: "rejected", requestIds: [] } as const;
  return { ...batch, attempts: 1, error };
}

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
      failure: {
        code: "EDGE_AUTHENTICATION",
        message: "Global Edge purge failed (production): The keys are wrong.",
        next: "Check them.",
      },
    });
  });

  it("fails the build with what held the run back", () => {
    const warnings = [{ code: "OUTPUT_SHRANK", message: "Most files are gone." }];
    expect(endingOf([run({ verdict: "failed", reason: "OUTPUT_SHRANK", warnings })])).toEqual({
      failure: {
        code: "OUTPUT_SHRANK",
        message: "Global Edge purge failed (production): Most files are gone.",
        next: 'The next build purges what is missing. With onFailure: "warn" the build goes on.',
      },
    });
  });

  it("says what to do about the cause, where that is known", () => {
    const refused = run({
      verdict: "failed",
      batches: [batchWith("EDGE_AUTHENTICATION", "Check both keys.")],
      unsettled,
    });
    expect(endingOf([refused]).failure).toMatchObject({ code: "EDGE_AUTHENTICATION", next: "Check both keys." });
    const guarded = { code: "OUTPUT_SHRANK", message: "Most files are gone.", next: "Look at the build." };
    const held = run({ verdict: "failed", reason: "OUTPUT_SHRANK", warnings: [guarded] });
    expect(endingOf([held]).failure).toMatchObject({ code: "OUTPUT_SHRANK", next: "Look at the build." });
    const warned = run({ verdict: "failed", batches: refused.report.batches }, { onFailure: "warn" });
    expect(endingOf([warned]).warning).toMatch(/Check both keys\.\nThe build goes on/u);
  });

  it("has the code of what kept a run from starting", () => {
    const warnings = [{ code: "CREDENTIALS_MISSING", message: "There are no keys.", next: "Set both." }];
    expect(endingOf([run({ verdict: "failed", reason: "CREDENTIALS_MISSING", warnings })]).failure).toEqual({
      code: "CREDENTIALS_MISSING",
      message: "Global Edge purge failed (production): There are no keys.",
      next: "Set both.",
    });
  });

  it.each<[string, string, readonly (readonly Refusal["code"][])[], string | undefined]>([
    ["the cause's", "EDGE_QUOTA", [["EDGE_QUOTA"], ["EDGE_QUOTA", "EDGE_QUOTA"]], undefined],
    ["none of several", "PURGE_FAILED", [["EDGE_QUOTA"], ["EDGE_SERVER"]], undefined],
    ["none of several in one run", "PURGE_FAILED", [["EDGE_QUOTA", "EDGE_SERVER"]], undefined],
    ["none where another run only waits", "PURGE_FAILED", [["EDGE_QUOTA"]], "partial"],
  ])("has the code of all runs that failed: %s", (_which, code, runs, other) => {
    const failed = runs.map((codes) => run({ verdict: "failed", batches: codes.map((each) => batchWith(each)) }));
    const waiting = other ? [run({ verdict: "partial", unsettled })] : [];
    expect(endingOf([...failed, ...waiting]).failure?.code).toBe(code);
  });

  it("says each advice once", () => {
    const batches = ["Wait.", "Wait.", "Check both keys."].map((next) => batchWith("EDGE_SERVER", next));
    expect(endingOf([run({ verdict: "failed", batches })]).failure?.next).toBe("Wait.\nCheck both keys.");
  });

  it("fails the build where something stays unsettled", () => {
    expect(endingOf([run({ verdict: "partial", unsettled })]).failure).toEqual({
      code: "PURGE_PARTIAL",
      message: "Global Edge purge was not accepted as a whole (production): 1 path stays unsettled.",
      next: 'The next build purges what is missing. With onFailure: "warn" the build goes on.',
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
