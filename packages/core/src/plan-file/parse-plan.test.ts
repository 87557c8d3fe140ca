import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultQuota, defaultRetry } from "../client/quota.ts";
import { formatPlan } from "./format-plan.ts";
import { parsePlan } from "./parse-plan.ts";
import type { PlanError, PlanFile } from "./plan-file.ts";

const plan: PlanFile = {
  settings: {
    environment: "production",
    edgeIds: [11197, 11198],
    endpoint: "https://edge.apigw.ntruss.com",
    include: ["**"],
    exclude: ["**/*.map"],
    immutable: ["assets/**"],
    purge: ["added", "changed", "removed"],
    also: { "index.html": ["/app/*"] },
    onMissingBaseline: "mutable",
    allowShrink: false,
    quota: defaultQuota,
    retry: defaultRetry,
    budget: 60_000,
    waitTimeout: 1000,
  },
  outputDirectory: "dist",
  baseline: "production.json",
  mapping: { base: { assets: "/", pages: false }, aliases: "function", queries: ["v=1"] },
  aliasesGiven: new Map([["index.html", ["home"]]]),
  counts: { added: 1, changed: 0, removed: 0, unchanged: 0 },
  targets: [{ target: "/a.js", type: "URL", rank: 0, reason: "added", assetPath: "a.js", edgeIds: [11197] }],
  newNames: ["assets/b-22222222.js"],
  manifest: new Map([["a.js", { digest: "a".repeat(64), size: 3, immutable: false }]]),
};

const assetPath = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom("__proto__", "constructor", "가격표.txt", 'a"b', "0", "caf\udce9.txt", "a\nb\u2028c"),
);
const manifestEntry = fc.record({
  digest: fc.stringMatching(/^[0-9a-f]{64}$/),
  size: fc.nat(),
  immutable: fc.boolean(),
});
const anyPlan = fc
  .record({
    newNames: fc.array(assetPath),
    manifest: fc.array(fc.tuple(assetPath, manifestEntry)),
    aliasesGiven: fc.array(fc.tuple(assetPath, fc.array(fc.string(), { minLength: 1 }))),
    targets: fc.array(
      fc.record({
        target: fc.string().map((text) => `/${text}`),
        type: fc.constantFrom("URL", "DIRECTORY", "PATTERN", "ALL"),
        rank: fc.constantFrom(0, 1, 2),
        reason: fc.constantFrom("added", "changed", "removed", "unsettled", "mapping", "missing-baseline", "also"),
        assetPath,
        edgeIds: fc.constant([11197]),
      }),
    ),
    commit: fc.constantFrom("0123456789abcdef", "fedcba9876543210"),
    baseline: fc.constantFrom("production.json", "../state/edge.json", "s3://bucket/key?region=kr-standard"),
  })
  .map((some): PlanFile => ({
    ...plan,
    ...some,
    manifest: new Map(some.manifest),
    aliasesGiven: new Map(some.aliasesGiven),
  }));

function refusal(text: string): PlanError {
  try {
    parsePlan(text, "production.plan.json");
  } catch (error) {
    return error as PlanError;
  }
  throw new Error("The plan was accepted.");
}

describe("a plan's document", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(anyPlan, (some) => {
        expect(parsePlan(formatPlan(some), "x")).toEqual(some);
      }),
    );
    const { aliasesGiven: _, settings, ...rest } = plan;
    const { budget: _budget, waitTimeout: _waitTimeout, ...fewer } = settings;
    const least = { ...rest, settings: fewer, mapping: { ...plan.mapping, aliases: "clean" as const } };
    expect(parsePlan(formatPlan(least), "x")).toEqual(least);
  });

  it("is the same text for the same content, in whatever order that was found", () => {
    const reversed = <T extends object>(value: T) => Object.fromEntries(Object.entries(value).toReversed()) as T;
    fc.assert(
      fc.property(anyPlan, (some) => {
        const other = {
          ...reversed(some),
          settings: reversed({ ...some.settings, quota: reversed(some.settings.quota) }),
          manifest: new Map([...some.manifest].toReversed().map(([path, entry]) => [path, reversed(entry)])),
        };
        expect(formatPlan(other)).toBe(formatPlan(some));
      }),
    );
  });

  it("has a line for each target and each file, so that two plans can be compared", () => {
    const lines = formatPlan(plan).split("\n");
    expect(lines).toContain(
      '    {"target":"/a.js","reason":"added","assetPath":"a.js","type":"URL","rank":0,"edgeIds":[11197]}',
    );
    expect(lines).toContain(`    "a.js": {"digest":"${"a".repeat(64)}","immutable":false,"size":3}`);
  });

  it("may be laid out anew", () => {
    const text = JSON.stringify(JSON.parse(formatPlan(plan)), null, 8);
    expect(parsePlan(text, "x")).toEqual(plan);
  });
});

describe("a plan that is not as it was written", () => {
  const edited = (change: (json: Record<string, unknown>) => void): string => {
    const json = JSON.parse(formatPlan(plan)) as Record<string, unknown>;
    change(json);
    return JSON.stringify(json);
  };

  it.each<[string, string, string, string]>([
    ["no JSON", "{", "PLAN_INVALID", "it is not JSON"],
    ["another document", "[]", "PLAN_INVALID", "expected object"],
    ["cut short", formatPlan(plan).slice(0, -20), "PLAN_INVALID", "it is not JSON"],
    [
      "another version",
      edited((json) => (json["version"] = 2)),
      "PLAN_INVALID",
      "its version is 2, and this tool reads 1",
    ],
    ["a field is gone", edited((json) => delete json["baseline"]), "PLAN_INVALID", "baseline"],
    ["a field is new", edited((json) => (json["secretKey"] = "x")), "PLAN_INVALID", "secretKey"],
    [
      "an entry is wrong",
      edited((json) => (json["manifest"] = { "a.js": {} })),
      "PLAN_INVALID",
      "the entry of a.js in manifest",
    ],
    [
      "a target is none",
      edited((json) => (json["targets"] = [plan.targets[0], {}])),
      "PLAN_INVALID",
      "entry 2 of targets",
    ],
    ["a new name is none", edited((json) => (json["newNames"] = [1])), "PLAN_INVALID", "entry 1 of newNames"],
    [
      "an alias is none",
      edited((json) => (json["aliasesGiven"] = { "index.html": [1] })),
      "PLAN_INVALID",
      "the entry of index.html in aliasesGiven",
    ],
    ["a target is gone", edited((json) => (json["targets"] = [])), "PLAN_EDITED", "was changed after it was written"],
    ["an edge is another", edited((json) => (json["edgeIds"] = [1])), "PLAN_EDITED", "was changed"],
    ["a file is gone", edited((json) => (json["manifest"] = {})), "PLAN_EDITED", "was changed"],
  ])("is refused: %s", (_, text, code, message) => {
    const error = refusal(text);
    expect(error.code).toBe(code);
    expect(error.message).toContain("production.plan.json");
    expect(error.message).toContain(message);
    expect(error.next).toContain("Build again");
  });

  it("is refused whatever single value was changed", () => {
    const text = formatPlan(plan);
    const changeable = [...text.matchAll(/[0-9a-z]/g)].map(({ index }) => index);
    const inAbout = (index: number) =>
      text.slice(0, index).includes('"about"') && !text.slice(0, index).includes('"environment"');
    fc.assert(
      fc.property(fc.constantFrom(...changeable.filter((index) => !inAbout(index))), (index) => {
        const other = text[index] === "1" ? "2" : "1";
        expect(["PLAN_INVALID", "PLAN_EDITED"]).toContain(
          refusal(`${text.slice(0, index)}${other}${text.slice(index + 1)}`).code,
        );
      }),
    );
  });
});
