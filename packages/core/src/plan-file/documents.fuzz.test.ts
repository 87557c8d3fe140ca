import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatBaseline, parseBaseline } from "../baseline/baseline-text.ts";
import type { BaselineEntry } from "../baseline/baseline.ts";
import { defaultQuota, defaultRetry } from "../client/quota.ts";
import { parseOptions } from "../options/parse-options.ts";
import { planBuild } from "../plan/plan-build.ts";
import { assetPaths, mappings } from "../test/arbitraries.ts";
import { gone, manifestOf, settled, unsettled } from "../test/entries.ts";
import { damaged, hostileJson, hostileText } from "../test/hostile.ts";
import { testSettings } from "../test/test-run.ts";
import { formatPlan } from "./format-plan.ts";
import { parsePlan } from "./parse-plan.ts";
import { PlanError } from "./plan-file.ts";

const baseline = JSON.parse(
  formatBaseline({
    outputDirectory: "dist",
    builds: [{ id: "0123456789abcdef", live: true }],
    edges: new Map([
      [
        11197,
        {
          mappings: [{ base: { assets: "/", pages: "/" }, aliases: "directory", queries: ["v=1"] }],
          paths: new Map<string, BaselineEntry>([
            ["index.html", settled("1")],
            ["old.html", unsettled("mark", { removed: true })],
            ["gone.js", gone("1")],
          ]),
        },
      ],
    ]),
  }).replace(/,\n {2}"digest": .*/u, ""),
) as unknown;

const planText = formatPlan({
  settings: {
    environment: "production",
    edgeIds: [11197],
    endpoint: "https://edge.apigw.ntruss.com",
    include: ["**"],
    exclude: [],
    purge: ["added", "changed", "removed"],
    also: {},
    onMissingBaseline: "mutable",
    allowShrink: false,
    quota: defaultQuota,
    retry: defaultRetry,
  },
  outputDirectory: "dist",
  baseline: "baseline.json",
  mapping: { base: { assets: "/", pages: "/" }, aliases: "directory", queries: [] },
  counts: { added: 0, changed: 1, removed: 0, unchanged: 0 },
  targets: [{ target: "/a.js", type: "URL", rank: 0, reason: "changed", assetPath: "a.js", edgeIds: [11197] }],
  newNames: [],
  manifest: new Map([["a.js", { digest: "a".repeat(64), size: 1, immutable: false }]]),
});

describe("a baseline", () => {
  it("that was damaged where it still reads well gives a plan, or is said to be unusable", () => {
    fc.assert(
      fc.property(damaged(baseline), fc.array(assetPaths), mappings, (document, names, mapping) => {
        const parsed = parseBaseline(JSON.stringify(document));
        if ("unusable" in parsed) {
          expect(parsed.unusable).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          return;
        }
        const manifest = manifestOf(Object.fromEntries(names.map((name) => [name, "content"])));
        const { edges } = planBuild({
          manifest,
          baseline: parsed.baseline,
          whyMissing: undefined,
          mapping,
          counts: () => true,
          settings: testSettings({ allowShrink: true }),
          now: "2026-01-01T00:00:00.000Z",
        });
        for (const { targets } of edges) {
          for (const { target } of targets) expect(target).toMatch(/^\/[\u0021-\u007e]*$/u);
        }
      }),
    );
  });

  it("is any text, and none makes it throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostileText,
          hostileJson.map((json) => JSON.stringify(json)),
        ),
        (text) => {
          expect(parseBaseline(text)).toHaveProperty("unusable");
        },
      ),
    );
  });
});

describe("a plan", () => {
  it("that was changed anywhere is refused in one line", () => {
    fc.assert(
      fc.property(fc.oneof(damaged(JSON.parse(planText)), hostileJson), (document) => {
        const text = JSON.stringify(document);
        try {
          parsePlan(text, "plan.json");
          // Only what says nothing may differ: the words about the document.
          expect({ ...(JSON.parse(text) as object), about: "" }).toEqual({
            ...(JSON.parse(planText) as object),
            about: "",
          });
        } catch (error) {
          if (!(error instanceof PlanError)) throw error;
          expect(error.message).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        }
      }),
    );
  });
});

describe("a name", () => {
  it("is known under itself alone, whatever JavaScript means by it", () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const text = JSON.stringify({ ...(baseline as object), edges: { 1: { mappings: [], paths: {} } } }).replace(
          '"paths":{}',
          () => `"paths":{${JSON.stringify(name)}:{"state":"unsettled","mark":"m"}}`,
        );
        const parsed = parseBaseline(text);
        expect("baseline" in parsed && [...(parsed.baseline.edges.get(1)?.paths.keys() ?? [])]).toEqual([name]);
        expect(
          parseOptions({ edgeId: 1, also: JSON.parse(`{${JSON.stringify(name)}:["/a"]}`) as unknown }),
        ).toBeDefined();
        expect({}).not.toHaveProperty("state");
      }),
    );
  });
});
