import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differenceOf, ratioOf, spreadOf } from "./spread.ts";

describe("spreadOf", () => {
  it.each([
    [[3], { median: 3, least: 3, most: 3 }],
    [[9, 1, 2], { median: 2, least: 1, most: 9 }],
    [[4, 1, 2, 9], { median: 3, least: 1, most: 9 }],
  ])("knows of %j the median, the least and the most", (values, spread) => {
    expect(spreadOf(values)).toEqual(spread);
  });

  it("has as many values below the median as above it, in whatever order they came", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const { median, least, most } = spreadOf(values);
        expect(values.filter((value) => value < median).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value > median).length).toBeLessThanOrEqual(values.length / 2);
        expect([least, most]).toEqual([Math.min(...values), Math.max(...values)]);
        expect(spreadOf(values.toReversed())).toEqual({ median, least, most });
      }),
    );
  });

  it("refuses nothing", () => {
    expect(() => spreadOf([])).toThrow("no median");
  });
});

describe("what is compared round by round", () => {
  it("is a ratio that a slow round does not move", () => {
    expect(ratioOf([2, 20, 2], [1, 10, 1])).toEqual({ median: 2, least: 2, most: 2 });
  });

  it("is a difference that a slow start does not move", () => {
    expect(differenceOf([12, 112, 13], [10, 110, 10])).toEqual({ median: 2, least: 2, most: 3 });
  });

  it("is refused where a round lacks one of the two", () => {
    expect(() => ratioOf([1, 2], [1])).toThrow("every round");
  });
});
