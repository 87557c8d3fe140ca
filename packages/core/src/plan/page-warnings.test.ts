import { describe, expect, it } from "vitest";
import type { BaselineEntry } from "../baseline/baseline.ts";
import { gone, manifestOf, settled, unsettled } from "../test/entries.ts";
import { edgePlan } from "../test/edge-plan.ts";
import { diffManifest } from "./diff.ts";
import { type PageContext, pageWarnings } from "./page-warnings.ts";

type Before = Readonly<Record<string, BaselineEntry>>;

function codes(now: Readonly<Record<string, string>>, before: Before, context: Partial<PageContext> = {}) {
  const section = { mappings: [], paths: new Map(Object.entries(before)) };
  const diff = diffManifest(manifestOf(now), section, { counts: () => true, keepsImmutable: true });
  // Two edges: what is said is said once.
  const edges = [edgePlan([], { diff }), edgePlan([], { diff, edgeId: 2 })];
  return pageWarnings({ edges }, { outputDirectory: "dist", ...context }).map(({ code }) => code);
}

const one = settled("1");
const site = { "index.html": one, "about.html": one, "about.json": one, "app-1.js": one };

describe("pageWarnings", () => {
  it("notice a build without a page where the edge serves some, and say what to run", () => {
    expect(codes({ "app-1.js": "1" }, site)).toEqual(["PAGES_MISSING"]);
    expect(codes({ "a.js": "1" }, { "index.html": unsettled("x") })).toEqual(["PAGES_MISSING"]);
    const section = { mappings: [], paths: new Map(Object.entries({ "index.html": one })) };
    const diff = diffManifest(new Map(), section, { counts: () => true, keepsImmutable: true });
    const [warning] = pageWarnings({ edges: [edgePlan([], { diff })] }, { outputDirectory: "apps/a/dist" });
    expect(warning?.next).toMatch(/enabled: false.*npx global-edge-purge run --dir apps\/a\/dist$/u);
  });

  it.each<[string, Readonly<Record<string, string>>, Before]>([
    ["it has one", { "index.html": "1" }, site],
    ["there never was one", { "a.js": "2" }, { "a.js": one }],
    ["they were removed before", { "a.js": "2" }, { "index.html": unsettled("x", { removed: true }), b: gone("1") }],
  ])("say nothing where %s", (_what, now, before) => {
    expect(codes(now, before)).toEqual([]);
  });

  it("notice that every page changed, and nothing else but data", () => {
    expect(codes({ "index.html": "2", "about.html": "2", "about.json": "2", "app-1.js": "1" }, site)).toEqual([
      "EVERY_PAGE_CHANGED",
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["a page stayed", { "index.html": "2", "about.html": "1", "about.json": "1", "app-1.js": "1" }],
    ["a script is new, too", { "index.html": "2", "about.html": "2", "about.json": "1", "app-2.js": "2" }],
    ["a page is new", { "index.html": "2", "about.html": "2", "b.html": "1", "about.json": "1", "app-1.js": "1" }],
  ])("take it for an edit where %s", (_what, now) => {
    expect(codes(now, site)).toEqual([]);
  });

  it("say nothing of a site of one page", () => {
    expect(codes({ "index.html": "2" }, { "index.html": one })).toEqual([]);
  });

  it("know what a framework writes anew in each build, and name its setting", () => {
    const before = { ..._next("1"), "index.html": one, "about.html": one };
    const now = { "_next/static/2/_buildManifest.js": "1", "index.html": "2", "about.html": "2" };
    const names = /^_next\/static\/[^/]+\/_\w+Manifest\.js$/u;
    const framework = { name: "Next.js", writtenAnew: { names, advice: "Set generateBuildId." } } as const;
    expect(codes(now, before)).toEqual([]);
    expect(codes(now, before, { framework })).toEqual(["EVERY_PAGE_CHANGED"]);
  });
});

const _next = (id: string) => ({ [`_next/static/${id}/_buildManifest.js`]: one });
