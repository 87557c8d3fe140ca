import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, nearestWord } from "./nearest-word.ts";
import { rootShape } from "./schema.ts";

const options = Object.keys(rootShape);

describe("nearestWord", () => {
  it.each([
    ["edgeIds", "edgeId"],
    ["edgeID", "edgeId"],
    ["dry-run", "dryRun"],
    ["dry_run", "dryRun"],
    ["enviroments", "environments"],
    ["exlcude", "exclude"],
    ["alias", "aliases"],
    ["onfailiure", "onFailure"],
  ])("takes %s for %s", (written, meant) => {
    expect(nearestWord(written, options)).toBe(meant);
  });

  it.each(["cache", "x", "", "invalidate", "distribution"])("takes %j for nothing", (written) => {
    expect(nearestWord(written, options)).toBeUndefined();
  });

  it("finds every option again, or one as near, after one wrong letter", () => {
    const oneLetterWrong = fc.constantFrom(...options).chain((option) =>
      fc.tuple(fc.nat(option.length - 1), fc.constantFrom("", "z"), fc.nat(1)).map(([at, inserted, dropped]) => ({
        option,
        written: option.slice(0, at) + inserted + option.slice(at + dropped),
      })),
    );
    fc.assert(
      fc.property(oneLetterWrong, ({ option, written }) => {
        const distances = options.map((other) => editDistance(written.toLowerCase(), other.toLowerCase()));
        // "environmentz" is as near to environment as to environments.
        const nearest = options.filter((_, index) => distances[index] === Math.min(...distances));
        expect(nearest.length > 1 || nearest[0] === option || options.includes(written)).toBe(true);
        expect(nearest).toContain(nearestWord(written, options));
      }),
    );
  });
});

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["abc", "abc", 0],
    ["abc", "acb", 1],
    ["abc", "axc", 1],
    ["kitten", "sitting", 3],
    ["ca", "abc", 3],
  ])("of %j and %j is %d", (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance);
  });

  it("is the same both ways, never more than the longer text, and zero only for equal texts", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const distance = editDistance(one, other);
        expect(editDistance(other, one)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
        expect(distance === 0).toBe(one === other);
      }),
    );
  });
});
