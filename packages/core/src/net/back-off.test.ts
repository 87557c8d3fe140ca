import { describe, expect, it } from "vitest";
import { backOff } from "./back-off.ts";

describe("backOff", () => {
  it.each([
    [1, 0, 0],
    [1, 0.5, 250],
    [3, 0.25, 500],
    [4, 1 - Number.EPSILON, 3000],
    [2000, 1 - Number.EPSILON, 3000],
  ])("waits, after %d attempts with the chance %d, %d ms", (attempts, random, milliseconds) => {
    expect(backOff(attempts, { minDelay: 500, maxDelay: 3000 }, random)).toBe(milliseconds);
  });
});
