import { describe, expect, it } from "vitest";
import type { Mapping } from "../options/option-values.ts";
import { edgePlan, plannedPath } from "../test/edge-plan.ts";
import { type MappingContext, mappingWarnings } from "./mapping-warnings.ts";

const mapping: Mapping = { base: { assets: "/", pages: "/" }, aliases: "directory", queries: [] };

function warnings(purged: readonly string[], given: Partial<MappingContext> = {}): readonly string[] {
  const edges = [edgePlan(purged.map((assetPath) => plannedPath(assetPath, "1")))];
  const plan = { edges, batches: [], estimate: { requests: 0, seconds: 0 } };
  return mappingWarnings(plan, { mapping, settings: {}, ...given }).map(({ code, message }) => `${code} ${message}`);
}

describe("mappingWarnings", () => {
  it("names the clean URLs of pages that are purged, where nobody chose", () => {
    expect(warnings(["about.html.br", "about.html", "blog/index.html", "index.html", "404.html", "a.js"])).toEqual([
      "CLEAN_URLS Not purged, because nobody says whether pages are served there: /about, /blog.",
    ]);
    expect(warnings(["a.html"], { mapping: { ...mapping, base: { assets: "/", pages: "/app/" } } })[0]).toContain(
      " /app/a.",
    );
  });

  it.each<[string, readonly string[], Partial<MappingContext>]>([
    ["a site of one page", ["index.html"], {}],
    ["pages that are folders", ["index.html", "about/index.html", "404.html"], {}],
    ["a run that purges no page", ["a.js"], {}],
    ["a choice", ["about.html"], { settings: { aliases: "directory" } }],
    ["a framework's word", ["about.html"], { mapping: { ...mapping, aliases: "clean" } }],
    ["pages elsewhere", ["about.html"], { mapping: { ...mapping, base: { assets: "/", pages: false } } }],
  ])("has none for %s", (_what, purged, given) => {
    expect(warnings(purged, given)).toEqual([]);
  });

  it("says what to have the edge do about queries that nobody can list, until somebody wrote queries", () => {
    const framework = { unlistedQueries: { parameter: "_rsc", says: "Next.js asks with ?_rsc=…" } };
    const clean = { framework, mapping: { ...mapping, aliases: "clean" } } as const;
    expect(warnings(["about.html"], clean)).toEqual([
      "QUERIES_UNLISTED Next.js asks with ?_rsc=…, so nobody can list what to purge.",
    ]);
    expect(warnings(["about.html"], { ...clean, settings: { queries: [] } })).toEqual([]);
    expect(warnings(["a.js"], clean)).toEqual([]);
  });
});
