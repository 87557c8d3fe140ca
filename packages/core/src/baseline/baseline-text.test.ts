import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settled, unsettled } from "../test/entries.ts";
import { formatBaseline, parseBaseline } from "./baseline-text.ts";
import type { Baseline, BaselineEntry, EdgeSection, RecordedMapping } from "./baseline.ts";

const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const names = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("__proto__", "constructor", "toString", "1", "한글"),
);
const targets = fc.option(fc.array(fc.webPath().map((path) => `/${path}`)), { nil: undefined });
const since = fc
  .date({ min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

function withoutUndefined<T extends object>(value: T) {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

const entry: fc.Arbitrary<BaselineEntry> = fc
  .oneof(
    fc.record({ state: fc.constant("settled" as const), digest, size: fc.nat(), immutable: fc.boolean(), targets }),
    fc.record({
      state: fc.constant("unsettled" as const),
      mark: fc.string(),
      removed: fc.option(fc.constant(true as const), { nil: undefined }),
      targets,
    }),
    fc.record({
      state: fc.constant("gone" as const),
      digest,
      since,
      immutable: fc.option(fc.constant(true as const), { nil: undefined }),
      targets,
    }),
  )
  .map((value) => withoutUndefined(value) as BaselineEntry);

const base = fc.constantFrom("/", "/docs/", "/%ED%95%9C/a+b/");

/** No options lead to this one: zod drops it there as well. */
const globs = fc.string().filter((glob) => glob !== "__proto__");

const mapping: fc.Arbitrary<RecordedMapping> = fc.record({
  base: fc.record({ assets: base, pages: fc.oneof(base, fc.constant(false as const)) }),
  aliases: fc.constantFrom("none", "directory", "clean", "function"),
  queries: fc.oneof(fc.array(fc.string()), fc.dictionary(globs, fc.array(fc.string()))),
});

const section: fc.Arbitrary<EdgeSection> = fc
  .record({
    mappings: fc.array(mapping, { maxLength: 3 }),
    wholeEdgeUnsettled: fc.option(fc.constant(true as const), { nil: undefined }),
    paths: fc.array(fc.tuple(names, entry)).map((entries) => new Map(entries)),
  })
  .map((value) => withoutUndefined(value) as EdgeSection);

const baselines: fc.Arbitrary<Baseline> = fc
  .record({
    outputDirectory: fc.string(),
    builds: fc.option(
      fc.array(fc.record({ id: fc.string(), live: fc.constant(true as const) }, { requiredKeys: ["id"] }), {
        maxLength: 3,
      }),
      { nil: undefined },
    ),
    edges: fc.array(fc.tuple(fc.integer({ min: 1 }), section), { maxLength: 3 }).map((edges) => new Map(edges)),
  })
  .map((value) => withoutUndefined(value) as Baseline);

function sorted({ edges, ...rest }: Baseline): unknown {
  return { ...rest, edges: [...edges].toSorted(([a], [b]) => a - b) };
}

const example: Baseline = {
  outputDirectory: "dist",
  edges: new Map([
    [
      2,
      {
        mappings: [{ base: { assets: "/", pages: "/" }, aliases: "directory", queries: [] }],
        paths: new Map<string, BaselineEntry>([
          ["index.html", settled("1")],
          ["a.js", unsettled("2026-10-01T00:00:00.000Z k3j2h1g0", { removed: true })],
        ]),
      },
    ],
    [1, { mappings: [], wholeEdgeUnsettled: true, paths: new Map() }],
  ]),
};

/** As earlier versions wrote it. */
const withoutDigest = formatBaseline(example).replace(/,\n {2}"digest": .*/u, "");

describe("formatBaseline and parseBaseline", () => {
  it("give back every baseline", () => {
    fc.assert(
      fc.property(baselines, (baseline) => {
        const parsed = parseBaseline(formatBaseline(baseline));
        expect("baseline" in parsed && sorted(parsed.baseline)).toEqual(sorted(baseline));
      }),
    );
  });

  it("write equal baselines as equal texts, whatever the order they were made in", () => {
    const turned: Baseline = {
      ...example,
      edges: new Map(
        [...example.edges]
          .toReversed()
          .map(([id, edge]) => [id, { ...edge, paths: new Map([...edge.paths].toReversed()) }]),
      ),
    };
    expect(formatBaseline(turned)).toBe(formatBaseline(example));
  });

  it("write what a stranger can read: what it is, and a line for each path", () => {
    expect(formatBaseline(example)).toMatchInlineSnapshot(`
      "{
        "kind": "global-edge-purge baseline",
        "version": 1,
        "about": "What each Global Edge is known to serve, path by path: settled (it agrees with this digest), unsettled (a purge is still owed), gone (removed without a purge). Written by global-edge-purge; everything that deploys this site must share one.",
        "outputDirectory": "dist",
        "edges": {
          "1": {
            "mappings": [],
            "wholeEdgeUnsettled": true,
            "paths": {}
          },
          "2": {
            "mappings": [{"base":{"assets":"/","pages":"/"},"aliases":"directory","queries":[]}],
            "paths": {
              "a.js": {"state":"unsettled","mark":"2026-10-01T00:00:00.000Z k3j2h1g0","removed":true},
              "index.html": {"state":"settled","digest":"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b","size":1,"immutable":false}
            }
          }
        },
        "digest": "9dd8fe44ef4c1c0734b3df95db49a6b7e34b7ebc16228b5e378e170b689a0a9b"
      }
      "
    `);
  });

  it.each([
    ["", "not JSON"],
    ["<!doctype html>", "not JSON"],
    [formatBaseline(example).slice(0, -20), "not JSON"],
    ["[]", "expected object"],
    ["null", "expected object"],
    ["{}", "of another kind (undefined)"],
    ['{"kind": "global-edge-purge plan", "version": 1}', "of another kind"],
    ['{"kind": "global-edge-purge baseline", "version": 2, "edges": {}}', "its version is 2, and this tool reads 1"],
    ['{"kind": "global-edge-purge baseline", "version": 1, "outputDirectory": "dist"}', "edges"],
    [
      '{"kind": "global-edge-purge baseline", "version": 1, "outputDirectory": "dist", "edges": {"x": {"mappings": [], "paths": {}}}}',
      "edges",
    ],
    [
      '{"kind": "global-edge-purge baseline", "version": 1, "outputDirectory": "dist", "edges": {"1": {"mappings": []}}}',
      "edges.1.paths",
    ],
    [
      '{"kind": "global-edge-purge baseline", "version": 1, "outputDirectory": "dist", "edges": {"1": {"mappings": [], "paths": []}}}',
      "edge 1 has no paths",
    ],
    [
      '{"kind": "global-edge-purge baseline", "version": 1, "outputDirectory": "dist", "edges": {"1": {"mappings": [], "paths": {"a": {}}}}}',
      "entry of a",
    ],
    [withoutDigest.replace('"size":1', '"size":-1'), "entry of index.html"],
    [withoutDigest.replace('"state":"settled"', '"state":"fine"'), "entry of index.html"],
    [withoutDigest.replace('"removed":true', '"removed":true,"targets":["evil.example/a"]'), "entry of a.js"],
    [withoutDigest.replace('"assets":"/"', '"assets":"/a\\nb/"'), "mappings[0].base.assets"],
    [
      withoutDigest.replace('"a.js"', '"a\\u001b[2J\\n.js"').replace(`"mark":`, `"mask":`),
      "entry of a\\x1b[2J\\x0a.js",
    ],
    [formatBaseline(example).replace('"a.js"', '"b.js"'), "its digest is another one"],
    [formatBaseline(example).replace(/"digest": ".*"/u, '"digest": ""'), "its digest is another one"],
  ])("refuse what they cannot vouch for (%#)", (text, reason) => {
    expect(parseBaseline(text)).toEqual({ unusable: expect.stringContaining(reason) });
  });

  it.each(["null", "1", '"a"', "true", "[]"])("refuse paths that are %s", (paths) => {
    const text = withoutDigest.replace('"paths": {}', `"paths": ${paths}`);
    expect(parseBaseline(text)).toEqual({ unusable: "edge 1 has no paths" });
  });

  it("take what earlier versions wrote, which has no digest", () => {
    expect(parseBaseline(withoutDigest)).toEqual({ baseline: example });
  });

  it("take no document that lost its end, or one bit", () => {
    const text = formatBaseline(example);
    for (let length = 0; length < text.trimEnd().length; length++)
      expect(parseBaseline(text.slice(0, length))).toHaveProperty("unusable");
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << (at % 8)), at);
      const parsed = parseBaseline(damaged.toString());
      // What may be lost says nothing: white space, the words about the document, the name of its digest.
      if ("baseline" in parsed) expect(sorted(parsed.baseline)).toEqual(sorted(example));
    }
  });

  it("take a document that was laid out anew", () => {
    const text = formatBaseline(example);
    for (const anew of [JSON.stringify(JSON.parse(text)), text.replaceAll("\n", "\r\n"), text.trimEnd()]) {
      const parsed = parseBaseline(anew);
      expect("baseline" in parsed && sorted(parsed.baseline)).toEqual(sorted(example));
    }
  });

  it("never throw", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseBaseline(text)).toHaveProperty("unusable");
      }),
    );
  });
});
