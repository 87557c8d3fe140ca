import { describe, expect, it } from "vitest";
import type { Baseline, BaselineEntry, EdgeSection } from "../baseline/baseline.ts";
import type { Mapping } from "../options/option-values.ts";
import { unknownDigest } from "../output/manifest.ts";
import type { PlanSummary } from "../plan/plan-summary.ts";
import { emptyReport } from "../test/empty-report.ts";
import { gone, settled, unsettled } from "../test/entries.ts";
import { explainByBaseline } from "./explain-baseline.ts";
import { explainEnglish } from "./explain-english.ts";
import { explainByPlan } from "./explain-plan.ts";
import { explainByReport } from "./explain-report.ts";

const mapping: Mapping = { base: { assets: "/", pages: "/" }, aliases: "none", queries: [] };

describe("explainByBaseline", () => {
  const say = (entry: BaselineEntry, more: Partial<EdgeSection> = {}) => {
    const edges: Baseline["edges"] = new Map([[1, { mappings: [], paths: new Map([["a.js", entry]]), ...more }]]);
    return explainByBaseline("/a.js", { outputDirectory: "dist", edges }, mapping, explainEnglish).map(
      ({ says }) => says,
    );
  };

  it.each<[string, BaselineEntry, RegExp]>([
    ["is gone", gone("1"), /^The file is gone since 2026-01-01T00:00:00\.000Z and was not purged/],
    [
      "was purged by an overtaken plan",
      { ...settled("1"), digest: unknownDigest },
      /^A plan that another build had overtaken/,
    ],
    ["is owed by a run of this tool's", unsettled("2026-10-01T00:00:00.000Z abc"), /since 2026-10-01T00:00:00\.000Z:/],
    ["is owed, nobody knows since when", unsettled("mine"), /since an earlier run:/],
  ])("says of a path that it %s", (_what, entry, words) => {
    expect(say(entry)).toEqual([expect.stringMatching(words)]);
  });

  it("says that a purge of everything is owed", () => {
    expect(say(settled("1"), { wholeEdgeUnsettled: true })[0]).toMatch(/^A purge of everything is owed to this edge/);
  });
});

describe("explainByPlan", () => {
  const targets: PlanSummary["targets"] = [
    { target: "/*", type: "ALL", reason: "missing-baseline", edgeIds: [1] },
    { target: "/img/*", type: "DIRECTORY", assetPath: "img/a.png", reason: "also", edgeIds: [1] },
    { target: "/img/b.png", type: "URL", assetPath: "img/b.png", reason: "changed", edgeIds: [1] },
  ];
  it("names every target that reaches a URL, the wide ones as such", () => {
    expect(explainByPlan("/img/b.png", targets, "build", "run", explainEnglish).map(({ says }) => says)).toEqual([
      "A run over this folder now purges it with /*: nothing is known of what the edge serves.",
      "A run over this folder now purges it with /img/*: an option also asks for it.",
      "A run over this folder now purges it: the file changed.",
    ]);
  });
});

describe("explainByReport", () => {
  it("says so where the report is not one of ours", () => {
    expect(explainByReport("/a.js", "{", explainEnglish)).toEqual([
      { source: "report", says: "The report cannot be read." },
    ]);
  });

  it("tells of a purge of everything, why it failed, and what still waits", () => {
    const error = { code: "EDGE_NETWORK", message: "No answer." } as const;
    const report = {
      ...emptyReport,
      verdict: "failed",
      targets: [
        { target: "/*", type: "ALL", edgeIds: [1], reason: "missing-baseline" },
        { target: "/a.js", type: "URL", edgeIds: [1], assetPath: "a.js", reason: "changed" },
      ],
      batches: [{ id: "1", edgeId: 1, type: "ALL", targets: [], status: "failed", requestIds: [], attempts: 1, error }],
      unsettled: [
        { assetPath: "a.js", edgeId: 1, waitingFor: "accept" },
        { assetPath: "b.js", edgeId: 1, waitingFor: "accept" },
      ],
    };
    expect(explainByReport("/a.js", JSON.stringify(report), explainEnglish).map(({ says }) => says)).toEqual([
      expect.stringMatching(/failed\) planned its purge \(missing-baseline\)\.$/),
      expect.stringMatching(/failed\) planned its purge \(changed\)\.$/),
      "That was failed: No answer.",
      "At its end the path still waited (accept).",
    ]);
  });
});
