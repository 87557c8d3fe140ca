import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countInWindow, mostInAnyWindow } from "./quota-window.ts";

const times = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 40 });
const windows = fc.integer({ min: 1, max: 200 });

describe("countInWindow", () => {
  it("leaves out what is a whole window old, and what is yet to come", () => {
    expect(countInWindow([0, 1, 99, 100, 101], 100, 100)).toBe(3);
  });
});

describe("mostInAnyWindow", () => {
  it("is 0 without requests", () => {
    expect(mostInAnyWindow([], 60_000)).toBe(0);
  });

  it("counts two requests a window apart in two windows, a millisecond less in one", () => {
    expect(mostInAnyWindow([0, 60_000], 60_000)).toBe(1);
    expect(mostInAnyWindow([0, 59_999], 60_000)).toBe(2);
  });

  it("is the largest of the windows that end at a request", () => {
    fc.assert(
      fc.property(times, windows, (all, window) => {
        const counts = all.map((time) => countInWindow(all, time, window));
        expect(mostInAnyWindow(all, window)).toBe(Math.max(0, ...counts));
      }),
    );
  });

  it("does not depend on the order of the times", () => {
    fc.assert(
      fc.property(times, windows, (all, window) => {
        expect(mostInAnyWindow(all.toReversed(), window)).toBe(mostInAnyWindow(all, window));
      }),
    );
  });
});
