import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isManifestEntry, isTarget } from "./plan-entries.ts";

const target = { target: "/a", type: "URL", rank: 0, reason: "added", assetPath: "a", edgeIds: [1] };
const { assetPath: _, ...whole } = { ...target, target: "/*", type: "ALL" };
const entry = { digest: "a".repeat(64), size: 0, immutable: true };

const cases: [string, (value: unknown) => boolean, Record<string, unknown>][] = [
  ["a target", isTarget, target],
  ["a target of no path", isTarget, whole],
  ["a manifest entry", isManifestEntry, entry],
];

describe.each(cases)("%s of a plan", (_name, isOurs, ours) => {
  it("is taken as we write it", () => {
    expect(isOurs(JSON.parse(JSON.stringify(ours)))).toBe(true);
  });

  it("is refused with one field gone, of another type or beside", () => {
    for (const name of Object.keys(ours)) {
      const { [name]: _gone, ...fewer } = ours;
      expect(isOurs(fewer), name).toBe(name === "assetPath");
      for (const wrong of [1.5, "x", null, [], [0], undefined]) {
        if (name === "assetPath" && typeof wrong === "string") continue;
        expect(isOurs({ ...ours, [name]: wrong }), name).toBe(false);
      }
    }
    expect(isOurs({ ...ours, more: 1 })).toBe(false);
  });

  it("is nothing else, and asking never throws", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(isOurs(value)).toBe(false);
      }),
    );
  });
});
