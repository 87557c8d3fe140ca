import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { changeDigests, growDocument, madeUpDigest, sealPlan } from "./documents.ts";

const digest = "a".repeat(64);

describe("growDocument", () => {
  it("has a line for each path where there was one, in every section", () => {
    const text = `{\n  "1": {\n    "seed": {"digest":"${digest}","size":1}\n  },\n  "2": {\n    "seed": {"digest":"${digest}"},\n    "z": {}\n  }\n}\n`;
    const grown = growDocument(text, "seed", ["a", 'b"'], (path) => madeUpDigest(path, 1));
    expect(JSON.parse(grown)).toEqual({
      1: { a: { digest: madeUpDigest("a", 1), size: 1 }, 'b"': { digest: madeUpDigest('b"', 1), size: 1 } },
      2: { a: { digest: madeUpDigest("a", 1) }, 'b"': { digest: madeUpDigest('b"', 1) }, z: {} },
    });
    expect(grown.split("\n")).toHaveLength(text.split("\n").length + 2);
  });
});

describe("sealPlan", () => {
  it("writes the digest of everything before it", () => {
    const content = '"version": 1,\n  "manifest": {}';
    const sealed = sealPlan(`{\n  ${content},\n  "digest": "${digest}"\n}\n`);
    expect(JSON.parse(sealed)).toEqual({
      version: 1,
      manifest: {},
      digest: createHash("sha256").update(content).digest("hex"),
    });
  });

  it("refuses what is no plan", () => {
    expect(() => sealPlan("{}")).toThrow("not a plan");
  });
});

it("changes digests by their number", () => {
  const text = `{"digest":"${digest}"}{"digest":"${digest}"}`;
  const changed = changeDigests(text, (index) => index === 1);
  expect(changed.startsWith(`{"digest":"${digest}"}`)).toBe(true);
  expect(changed).not.toBe(text);
  expect(changed).toHaveLength(text.length);
});
