import { describe, expect, it } from "vitest";
import { type BaselineEntry, type EdgeSection, type RecordedMapping, recordMapping } from "../baseline/baseline.ts";
import { defaultQuota } from "../client/quota.ts";
import { type Mapping, purgeKinds } from "../options/option-values.ts";
import { digestOf, gone, manifestOf, settled, unsettled } from "../test/entries.ts";
import { diffManifest } from "./diff.ts";
import { planEdge, type PlanRules } from "./plan-edge.ts";

const now = "2026-10-01T00:00:00.000Z";
const plain: Mapping = { base: { assets: "/", pages: "/" }, aliases: "directory", queries: [] };
const isImmutable = (assetPath: string) => assetPath.startsWith("assets/");

type Contents = Readonly<Record<string, string>>;
interface Case extends Partial<PlanRules> {
  readonly listed?: readonly RecordedMapping[];
  readonly counts?: (assetPath: string) => boolean;
  readonly keepsImmutable?: boolean;
}

function plan(build: Contents, before: Readonly<Record<string, BaselineEntry>> | undefined, given: Case = {}) {
  const { listed, counts = () => true, keepsImmutable = true, mapping = plain, ...rules } = given;
  const section: EdgeSection | undefined = before && {
    mappings: listed ?? [recordMapping(mapping)],
    paths: new Map(Object.entries(before)),
  };
  return planEdge(diffManifest(manifestOf(build, isImmutable), section, { counts, keepsImmutable }), section, {
    edgeId: 1,
    mapping,
    recordedMapping: recordMapping(mapping),
    purge: purgeKinds,
    alsoOf: () => [],
    onMissingBaseline: "mutable",
    quota: defaultQuota,
    now,
    ...rules,
  });
}

const lines = (edge: ReturnType<typeof planEdge>) => edge.targets.map(({ target, reason }) => `${reason} ${target}`);
const batches = (edge: ReturnType<typeof planEdge>) => edge.batches.map(({ type, targets }) => [type, ...targets]);

describe("planEdge", () => {
  it("sends what differs and records what does not", () => {
    const edge = plan(
      { "index.html": "2", "same.js": "1", "new.js": "1", "assets/new-1.js": "1" },
      {
        "index.html": settled("1"),
        "same.js": settled("1"),
        "old.js": settled("1"),
        "assets/old-1.js": settled("1", { immutable: true }),
      },
    );
    expect(lines(edge)).toEqual(["added /new.js", "removed /old.js", "changed /", "changed /index.html"]);
    expect(edge.records).toEqual([
      { assetPath: "assets/new-1.js", after: settled("1", { immutable: true }) },
      { assetPath: "assets/old-1.js", after: { state: "gone", digest: digestOf("1"), since: now, immutable: true } },
      { assetPath: "same.js", after: settled("1") },
    ]);
  });

  it("sends assets, then documents, then the service worker and the web app manifest", () => {
    const build = { "sw.js": "1", "z.js": "1", "a.html": "1", "app.webmanifest": "1", "b.css": "1" };
    expect(plan(build, {}).targets.map(({ target, rank }) => `${rank} ${target}`)).toEqual([
      "0 /b.css",
      "0 /z.js",
      "1 /a.html",
      "2 /app.webmanifest",
      "2 /sw.js",
    ]);
  });

  it("purges a compressed file under its own URL and that of the file that it is a copy of, each once", () => {
    const build = { "a.js": "1", "a.js.gz": "2", "a.js.br": "2", "b.js": "1", "b.js.gz": "2", "c.gz": "2" };
    const before = {
      "a.js": settled("1"),
      "a.js.gz": settled("1"),
      "a.js.br": settled("1"),
      "b.js": settled("1"),
      "b.js.gz": settled("2"),
      "c.gz": settled("1"),
      "d.js": settled("1"),
      "d.js.gz": settled("1"),
    };
    expect(lines(plan(build, before))).toEqual([
      "changed /a.js",
      "changed /a.js.br",
      "changed /a.js.gz",
      "changed /c",
      "changed /c.gz",
      "removed /d.js",
      "removed /d.js.gz",
    ]);
  });

  it("gives a compressed file the same URLs whatever became of the file beside it", () => {
    const both = ["/a.js", "/a.js.gz"];
    const urls = (before: Readonly<Record<string, BaselineEntry>>) =>
      plan({ "a.js.gz": "2" }, before).targets.map(({ target }) => target);
    const beside = [
      settled("1"),
      settled("1", { immutable: true }),
      gone("1"),
      unsettled("x"),
      unsettled("x", { removed: true }),
    ];
    for (const original of beside) {
      expect(urls({ "a.js": original, "a.js.gz": settled("1") })).toEqual(both);
      // After a refusal, neither more nor fewer.
      expect(urls({ "a.js": original, "a.js.gz": unsettled("x") })).toEqual(both);
    }
    expect(urls({ "a.js.gz": settled("1") })).toEqual(both);
    expect(urls({})).toEqual(both);
    expect(plan({}, { "a.js.gz": settled("1") }).targets.map(({ target }) => target)).toEqual(both);
  });

  it("records a kind that is switched off", () => {
    const edge = plan(
      { "b.js": "2", "c.js": "1" },
      { "a.js": settled("1"), "b.js": settled("1") },
      { purge: ["added"] },
    );
    expect(lines(edge)).toEqual(["added /c.js"]);
    expect(edge.records).toEqual([
      { assetPath: "a.js", after: { state: "gone", digest: digestOf("1"), since: now } },
      { assetPath: "b.js", after: settled("2") },
    ]);
  });

  it("sends the changed bytes of an immutable name", () => {
    expect(lines(plan({ "assets/a-1.js": "2" }, { "assets/a-1.js": settled("1", { immutable: true }) }))).toEqual([
      "changed /assets/a-1.js",
    ]);
    expect(lines(plan({ "assets/a-1.js": "2" }, { "assets/a-1.js": gone("1") }))).toEqual(["changed /assets/a-1.js"]);
    expect(lines(plan({ "assets/a-1.js": "1" }, { "assets/a-1.js": gone("1") }))).toEqual([]);
  });

  it("keeps a name immutable that the baseline knows as such by the same bytes, whoever reads the folder now", () => {
    const immutable = { immutable: true };
    const before = {
      "index-BkQvZaRt.js": settled("1", immutable),
      "b.js": settled("1", immutable),
      "c.js": settled("1"),
    };
    const build = { "index-BkQvZaRt.js": "1", "b.js": "2", "c.js": "1", "new.js": "1" };
    const edge = plan(build, before);
    expect(lines(edge)).toEqual(["changed /b.js", "added /new.js"]);
    expect(edge.records).toEqual([
      { assetPath: "c.js", after: settled("1") },
      { assetPath: "index-BkQvZaRt.js", after: settled("1", immutable) },
    ]);
    expect(edge.purges.map(({ after }) => after)).toEqual([settled("2"), settled("1")]);
    const moved = {
      mapping: { ...plain, aliases: "clean" as const },
      listed: [recordMapping({ ...plain, queries: ["v=1"] })],
    };
    expect(lines(plan({ "index-BkQvZaRt.js": "1" }, before, moved)).join()).not.toContain("BkQvZaRt");
  });

  it("does not where the user says which names are", () => {
    const before = { "a-1.js": settled("1", { immutable: true }) };
    const edge = plan({ "a-1.js": "1" }, before, { keepsImmutable: false });
    expect(edge.records).toEqual([{ assetPath: "a-1.js", after: settled("1") }]);
  });

  it("purges every name that is not immutable where there is no baseline", () => {
    const edge = plan({ "a.js": "1", "assets/a-1.js": "1" }, undefined, { purge: ["changed"] });
    expect(edge).toMatchObject({ isUnknown: true, wholeEdge: false, coveredMappings: [] });
    expect(lines(edge)).toEqual(["missing-baseline /a.js"]);
    expect(edge.records).toEqual([{ assetPath: "assets/a-1.js", after: settled("1", { immutable: true }) }]);
  });

  it("purges everything by one request where that is wanted, and marks every path", () => {
    const edge = plan({ "a.js": "1", "assets/a-1.js": "1", "st*r.js": "1" }, undefined, { onMissingBaseline: "all" });
    expect(batches(edge)).toEqual([["ALL"]]);
    expect(edge.purges.map(({ assetPath }) => assetPath)).toEqual(["a.js", "assets/a-1.js", "st*r.js"]);
    expect(edge.records).toEqual([]);
  });

  it("does not ask for an ALL purge where a baseline is there", () => {
    expect(batches(plan({ "a.js": "2" }, { "a.js": settled("1") }, { onMissingBaseline: "all" }))).toEqual([
      ["URL", "/a.js"],
    ]);
  });

  it("drops what a filter leaves out without purging it", () => {
    const before = { "a.js": settled("1"), "b.js": settled("1"), "c.js": unsettled("x") };
    const edge = plan({ "a.js": "1" }, before, { counts: (assetPath) => assetPath === "a.js" });
    expect(edge.purges).toEqual([]);
    expect(edge.records).toEqual([
      { assetPath: "b.js" },
      { assetPath: "c.js" },
      { assetPath: "a.js", after: settled("1") },
    ]);
  });

  it("leaves pages alone that are not behind this edge", () => {
    const mapping = { ...plain, base: { assets: "/", pages: false } } as const;
    const edge = plan(
      { "a.html": "2" },
      { "a.html": settled("1"), "b.html": settled("1"), "c.html": unsettled("x") },
      { mapping },
    );
    expect(edge.targets).toEqual([]);
    expect(edge.purges.map(({ assetPath }) => assetPath)).toEqual(["c.html"]);
    expect(edge.records).toEqual([{ assetPath: "a.html", after: settled("2") }, { assetPath: "b.html" }]);
  });
});

describe("planEdge with a page that is written under another name", () => {
  const [file, folder] = [{ "x.html": "1" }, { "x/index.html": "1" }];
  const known = (files: Contents) => Object.fromEntries(Object.keys(files).map((name) => [name, settled("1")]));
  const urls = (now: Contents, before: Contents, aliases: Mapping["aliases"]) =>
    plan(now, known(before), { mapping: { ...plain, aliases } }).targets.map(({ target }) => target);

  it.each(["clean", "directory"] as const)("covers every URL that either name has, with aliases %s", (aliases) => {
    const all = aliases === "clean" ? ["/x", "/x.html", "/x/", "/x/index.html"] : ["/x.html", "/x/", "/x/index.html"];
    expect(urls(folder, file, aliases)).toEqual(all);
    expect(urls(file, folder, aliases)).toEqual(all);
  });
});

describe("planEdge with a changed mapping", () => {
  const files = { "index.html": "1", "docs/index.html": "1", "assets/a-1.js": "1" };
  const before = {
    "index.html": settled("1"),
    "docs/index.html": settled("1"),
    "assets/a-1.js": settled("1", { immutable: true }),
  };

  it("purges unchanged paths at the URLs that not all mappings share", () => {
    const edge = plan(files, before, { mapping: { ...plain, aliases: "clean" }, listed: [recordMapping(plain)] });
    expect(lines(edge)).toEqual(["mapping /docs"]);
  });

  it("purges changed, unsettled and removed paths at the URLs of every mapping", () => {
    const mapping = { ...plain, base: { assets: "/b/", pages: "/b/" } };
    const edge = plan(
      { "a.js": "2", "b.js": "1" },
      { "a.js": settled("1"), "b.js": unsettled("x"), "c.js": settled("1") },
      { mapping, listed: [recordMapping(plain)] },
    );
    expect(lines(edge)).toEqual([
      "changed /a.js",
      "unsettled /b.js",
      "changed /b/a.js",
      "unsettled /b/b.js",
      "removed /b/c.js",
      "removed /c.js",
    ]);
  });

  it("compares what a function says now with what it said", () => {
    const mapping: Mapping = { ...plain, aliases: (assetPath) => (assetPath === "a.js" ? ["new"] : []) };
    const listed = [recordMapping(mapping)];
    const targets = (...urls: string[]) => ({ targets: urls });
    const edge = plan(
      { "a.js": "1", "b.js": "1", "c.js": "2" },
      {
        "a.js": settled("1", targets("/a.js", "/old")),
        "b.js": settled("1", targets("/b.js")),
        "c.js": settled("1", targets("/c.js", "/gone")),
        "d.js": unsettled("x", targets("/d.js", "/d")),
      },
      { mapping, listed },
    );
    expect(lines(edge)).toEqual([
      "changed /c.js",
      "unsettled /d",
      "unsettled /d.js",
      "changed /gone",
      "mapping /new",
      "mapping /old",
    ]);
    expect(edge.purges[0]).toMatchObject({
      assetPath: "a.js",
      after: settled("1", targets("/a.js", "/new")),
      targets: ["/a.js", "/new", "/old"],
    });
  });
});

describe("planEdge with a changed mapping and kinds switched off", () => {
  const base = { assets: "/b/", pages: "/b/" };
  const moved = { mapping: { ...plain, base }, listed: [recordMapping(plain)] };

  it("purges a difference that is switched off at the URLs that not all mappings share", () => {
    const edge = plan({ "index.html": "2" }, { "index.html": settled("1") }, { ...moved, purge: ["added"] });
    expect(lines(edge)).toEqual(["mapping /", "mapping /b/", "mapping /b/index.html", "mapping /index.html"]);
    const clean = { mapping: { ...plain, aliases: "clean" as const }, listed: [recordMapping(plain)] };
    expect(lines(plan({ "a.html": "2" }, { "a.html": settled("1") }, { ...clean, purge: ["added"] }))).toEqual([
      "mapping /a",
    ]);
  });

  it("remembers a removed file that was not purged everywhere", () => {
    const clean = { mapping: { ...plain, aliases: "clean" as const }, listed: [recordMapping(plain)] };
    const edge = plan({}, { "a.html": settled("1") }, { ...clean, purge: ["added"] });
    expect(lines(edge)).toEqual(["mapping /a"]);
    expect(edge.purges[0]?.after).toEqual({ state: "gone", digest: digestOf("1"), since: now });
  });
});

describe("planEdge with what a function said before", () => {
  const byFunction = { ...recordMapping(plain), aliases: "function" } as const;
  const said = { targets: ["/a.js", "/alias"] };

  it("keeps it while the function's mapping is listed", () => {
    const listed = [byFunction, recordMapping(plain)];
    const edge = plan({ "a.js": "1" }, { "a.js": settled("1", said) }, { listed });
    expect(lines(edge)).toEqual(["mapping /alias"]);
    expect(edge.purges[0]?.after).toEqual(settled("1", said));
    expect(plan({ "a.js": "1" }, { "a.js": settled("1", said) }).records).toEqual([
      { assetPath: "a.js", after: settled("1") },
    ]);
  });

  it("keeps it of a file that is gone, for its return", () => {
    const files = { "b.js": "1" };
    const before = { "assets/a.js": settled("1", { immutable: true, ...said }), "b.js": settled("1") };
    const gone = { state: "gone", digest: digestOf("1"), since: now, immutable: true, ...said } as const;
    expect(plan(files, before, { listed: [byFunction] }).records[0]).toEqual({ assetPath: "assets/a.js", after: gone });
    const edge = plan({ "assets/a.js": "2" }, { "assets/a.js": gone }, { listed: [byFunction] });
    expect(lines(edge)).toEqual(["changed /a.js", "changed /alias", "changed /assets/a.js"]);
  });

  it("knows the rest of its mapping for a file that is new", () => {
    const listed = [{ ...byFunction, queries: ["v=1"] }];
    expect(lines(plan({ "a.js": "1" }, {}, { listed }))).toEqual(["added /a.js", "added /a.js?v=1"]);
  });
});

describe("planEdge with what cannot be a URL target", () => {
  const long = `${"가".repeat(500)}.js`;

  it("says of a name with * and of a long one that they cannot settle, and sends the rest", () => {
    const edge = plan({ "a.js": "1", "st*r.js": "1", [long]: "1" }, {});
    expect(lines(edge)).toEqual(["added /a.js"]);
    expect(edge.purges.filter(({ inexpressible }) => inexpressible).map(({ assetPath }) => assetPath)).toEqual([
      "st*r.js",
      long,
    ]);
  });

  it("covers them by a wide target that the user wrote", () => {
    const edge = plan({ "img/st*r.js": "1", [`img/${long}`]: "1" }, {}, { alsoOf: () => ["/img/*.js"] });
    expect(batches(edge)).toEqual([["PATTERN", "/img/*.js"]]);
    expect(edge.purges.map(({ inexpressible }) => inexpressible)).toEqual([false, false]);
  });
});

describe("planEdge with a name that is not UTF-8", () => {
  const name = "img/caf\udce9.png";

  it("sends the rest, and says of it that it cannot settle", () => {
    const edge = plan({ "a.js": "1", [name]: "1" }, {});
    expect(lines(edge)).toEqual(["added /a.js"]);
    expect(edge.purges.map(({ assetPath, inexpressible }) => [assetPath, inexpressible])).toEqual([
      ["a.js", false],
      [name, true],
    ]);
  });

  it("covers it by a wide target", () => {
    const edge = plan({ [name]: "1" }, {}, { alsoOf: () => ["/img/*"] });
    expect(batches(edge)).toEqual([["DIRECTORY", "/img/*"]]);
    expect(edge.purges[0]).toMatchObject({ inexpressible: false, urls: ["/img/caf%E9.png"] });
  });
});

describe("planEdge with also", () => {
  const alsoOf = (assetPath: string) => (assetPath === "index.html" ? ["/app/*", "/feed", "/a.js"] : []);

  it("sends its targets with a path that matches, each type in requests of its own", () => {
    const edge = plan(
      { "index.html": "2", "a.js": "2" },
      { "index.html": settled("1"), "a.js": settled("1") },
      { alsoOf },
    );
    expect(lines(edge)).toEqual(["changed /", "changed /a.js", "also /feed", "changed /index.html", "also /app/*"]);
    expect(batches(edge)).toEqual([
      ["URL", "/", "/a.js", "/feed", "/index.html"],
      ["DIRECTORY", "/app/*"],
    ]);
    expect(edge.purges.find(({ assetPath }) => assetPath === "index.html")?.also).toEqual(["/a.js", "/app/*", "/feed"]);
  });

  it("sends no URL inside a wide target, so that one request does for many", () => {
    const names = Array.from({ length: 40_000 }, (_, index) => `app/${index}.js`);
    const build = Object.fromEntries([...names, "app/sw.js", "z.css"].map((name) => [name, "1"]));
    const edge = plan(build, {}, { alsoOf: (assetPath) => (assetPath.startsWith("app/") ? ["/app/*"] : []) });
    expect(batches(edge)).toEqual([
      ["URL", "/z.css"],
      ["DIRECTORY", "/app/*"],
    ]);
    expect(edge.targets.at(-1)).toMatchObject({ target: "/app/*", rank: 2 });
    expect(edge.covered).toHaveLength(names.length + 1);
    expect(edge.purges.every(({ inexpressible }) => !inexpressible)).toBe(true);
  });

  it("sends none of them for a path that is not purged", () => {
    const edge = plan(
      { "index.html": "1", "a.js": "2" },
      { "index.html": settled("1"), "a.js": settled("1") },
      { alsoOf },
    );
    expect(lines(edge)).toEqual(["changed /a.js"]);
  });

  it("sends them for a compressed sibling of the path", () => {
    const edge = plan(
      { "index.html": "1", "index.html.gz": "2" },
      { "index.html": settled("1"), "index.html.gz": settled("1") },
      { alsoOf },
    );
    expect(lines(edge)).toContain("also /app/*");
  });

  it("sends them for a page that is not behind this edge itself", () => {
    const mapping = { ...plain, base: { assets: "/", pages: false } } as const;
    expect(lines(plan({ "index.html": "2" }, { "index.html": settled("1") }, { alsoOf, mapping }))).toEqual([
      "also /a.js",
      "also /feed",
      "also /app/*",
    ]);
  });

  it("says of a target that is too long for a request that its path cannot settle", () => {
    const edge = plan({ "a.js": "1" }, {}, { alsoOf: () => [`/${"a".repeat(4000)}`] });
    expect(edge.purges[0]?.inexpressible).toBe(true);
    expect(lines(edge)).toEqual(["added /a.js"]);
  });
});
