import { describe, expect, it } from "vitest";
import { type Baseline, recordMapping } from "../baseline/baseline.ts";
import { defaultQuota } from "../client/quota.ts";
import { type Mapping, purgeKinds } from "../options/option-values.ts";
import { manifestOf, settled } from "../test/entries.ts";
import { planBuild, type PlanInput } from "./plan-build.ts";
import { type PlanContext, planWarnings } from "./plan-warnings.ts";

const mapping: Mapping = { base: { assets: "/", pages: "/" }, aliases: "directory", queries: [] };
const isImmutable = (assetPath: string) => assetPath.startsWith("assets/");

interface Case {
  readonly before?: Readonly<Record<string, string>>;
  readonly edgeIds?: readonly number[];
  readonly settings?: PlanContext["settings"] & Partial<PlanInput["settings"]>;
  readonly counts?: (assetPath: string) => boolean;
}

function warnings(build: Readonly<Record<string, string>>, given: Case = {}): string[] {
  const { before, settings = {}, edgeIds = [1], counts = () => true } = given;
  const paths = new Map(
    Object.entries(before ?? {}).map(([name, content]) => [name, settled(content, { immutable: isImmutable(name) })]),
  );
  const baseline: Baseline | undefined = before && {
    outputDirectory: "dist",
    edges: new Map([[1, { mappings: [recordMapping(mapping)], paths }]]),
  };
  const plan = planBuild({
    manifest: manifestOf(build, isImmutable),
    baseline,
    whyMissing: baseline ? undefined : "there is none yet",
    mapping,
    counts,
    settings: {
      edgeIds,
      purge: purgeKinds,
      also: {},
      onMissingBaseline: "mutable",
      allowShrink: true,
      quota: defaultQuota,
      ...settings,
    },
    now: "2026-10-01T00:00:00.000Z",
  });
  return planWarnings(plan, { whyMissing: "there is none yet", settings }).map(
    ({ code, message }) => `${code} ${message}`,
  );
}

describe("planWarnings", () => {
  it("has nothing to say about an ordinary build", () => {
    expect(warnings({ "a.js": "2", "assets/b-1.js": "1" }, { before: { "a.js": "1" } })).toEqual([]);
  });

  it("says of each edge without a baseline what follows", () => {
    expect(warnings({ "a.js": "1" })).toEqual([
      "BASELINE_MISSING No baseline for edge 1: there is none yet. Every file whose name is not immutable is purged; URLs of files that are no longer in the build are not.",
    ]);
    expect(warnings({ "a.js": "1" }, { settings: { onMissingBaseline: "all" } })[0]).toMatch(
      /whole edge .* 40 minutes/,
    );
  });

  it("says which paths are forgotten", () => {
    const some = warnings({ "a.js": "1" }, { before: { "a.js": "1", "b.js": "1" }, counts: (name) => name === "a.js" });
    expect(some).toEqual([expect.stringMatching(/^PATHS_LEFT_OUT b\.js: /)]);
  });

  it("guesses why the bytes under a name with a hash changed", () => {
    const names = ["assets/a-1.js", "assets/a-1.js.map", "assets/a-1.js.gz", "assets/b-1.css.map.br"];
    const before = Object.fromEntries(names.map((name) => [name, "1"]));
    const build = Object.fromEntries(names.map((name) => [name, "2"]));
    expect(warnings(build, { before })).toEqual([
      expect.stringMatching(/^IMMUTABLE_CHANGED assets\/a-1\.js: changed .* a later step edited it/),
      expect.stringMatching(
        /^IMMUTABLE_CHANGED assets\/a-1\.js\.map, assets\/b-1\.css\.map\.br: .* leave source maps out/,
      ),
      expect.stringMatching(/^IMMUTABLE_CHANGED assets\/a-1\.js\.gz: .* compressor/),
    ]);
  });

  it("names the two ways out for a name that is no URL target", () => {
    expect(warnings({ "st*r.js": "1" }, { before: {} })).toEqual([
      expect.stringMatching(/^NOT_EXPRESSIBLE st\*r\.js: .* exclude.* also/),
    ]);
  });

  it("says what a name is that is not UTF-8, and shows what would steer a terminal", () => {
    expect(warnings({ "caf\udce9.js": "1", "st*r\u001b[2J.js": "1" }, { before: {} })).toEqual([
      expect.stringMatching(/^NOT_EXPRESSIBLE st\*r\\x1b\[2J\.js: /),
      expect.stringMatching(/^NOT_EXPRESSIBLE caf\\xe9\.js: .* not UTF-8 .* rename .* exclude.* also/),
    ]);
  });

  it("names a few of many paths, each once", () => {
    const names = Array.from({ length: 8 }, (_, index) => `st*r-${index}.js`);
    const [warning] = warnings(Object.fromEntries(names.map((name) => [name, "1"])), { before: {}, edgeIds: [1] });
    expect(warning).toMatch(/^NOT_EXPRESSIBLE (?:st\*r-\d\.js, ){4}st\*r-4\.js and 3 more: /);
  });

  describe("about deep links", () => {
    const build = { "index.html": "2", "a.js": "1" };
    const before = { "index.html": "1", "a.js": "1" };
    const hint = [expect.stringMatching(/^DEEP_LINKS index\.html: .* also/)];

    it("hints at them where the only page is purged", () => {
      expect(warnings(build, { before })).toEqual(hint);
    });

    it("counts a page and its compressed copies as one", () => {
      const copies = { "index.html.gz": "1", "index.html.br": "1" };
      expect(warnings({ ...build, ...copies }, { before: { ...before, ...copies } })).toEqual(hint);
      const alone = { "index.html.gz": "2", "a.js": "1" };
      expect(warnings(alone, { before: { ...alone, "index.html.gz": "1" } })).toHaveLength(1);
    });

    it("does not where it stays, is not the only one, or also is given", () => {
      expect(warnings(before, { before })).toEqual([]);
      expect(warnings({ ...build, "b.html": "1" }, { before: { ...before, "b.html": "1" } })).toEqual([]);
      expect(warnings(build, { before, settings: { also: { "index.html": ["/app/*"] } } })).toEqual([]);
    });
  });

  describe("about a long wait", () => {
    const files = (requests: number) =>
      Object.fromEntries(Array.from({ length: requests * 100 }, (_, index) => [`${index}.js`, "1"]));

    it("says what else to do when the build would wait more than ten minutes", () => {
      const [warning] = warnings(files(111), { before: {}, settings: { when: "build" } });
      expect(warning).toMatch(/^LONG_WAIT 111 requests take about 11 minutes .*deploy.*budget.*also.*quota/);
    });

    it("does not for ten minutes, nor where the build does not wait", () => {
      expect(warnings(files(110), { before: {}, settings: { when: "build" } })).toEqual([]);
      expect(warnings(files(111), { before: {}, settings: { when: "deploy" } })).toEqual([]);
    });
  });
});
