import { describe, expect, it } from "vitest";
import type { BaselineEntry, EdgeSection } from "../baseline/baseline.ts";
import { gone, manifestOf, settled, unsettled } from "../test/entries.ts";
import { findShrinkage } from "./shrink-guard.ts";

const all = () => true;
const names = (count: number) => Array.from({ length: count }, (_, index) => `file-${index}`);
const build = (count: number) => manifestOf(Object.fromEntries(names(count).map((name) => [name, "1"])));
const section = (count: number, entry: BaselineEntry = settled("1")): EdgeSection => ({
  mappings: [],
  paths: new Map(names(count).map((name) => [name, entry])),
});

describe("findShrinkage", () => {
  it("refuses an output without files, baseline or not", () => {
    expect(findShrinkage(build(0), [], all)).toMatch(/no files/);
    expect(findShrinkage(build(0), [section(1)], all)).toMatch(/no files/);
  });

  it.each([
    [40, 20, false],
    [40, 19, true],
    [41, 20, true],
    [39, 19, true],
    [38, 19, false],
    [38, 18, true],
    [37, 18, false],
    [37, 17, true],
    [21, 1, true],
    [20, 1, false],
    [100, 81, false],
  ])("of %i living files, %i are left: refused %s", (living, left, refused) => {
    expect(findShrinkage(build(left), [section(living)], all) !== undefined).toBe(refused);
  });

  it("does not count what is gone, was removed, or is left out", () => {
    expect(findShrinkage(build(1), [section(100, gone("1"))], all)).toBeUndefined();
    expect(findShrinkage(build(1), [section(100, unsettled("x", { removed: true }))], all)).toBeUndefined();
    expect(findShrinkage(build(1), [section(100)], (name) => name === "file-0")).toBeUndefined();
    expect(findShrinkage(build(1), [section(100, unsettled("x"))], all)).toMatch(/99 of those are gone/);
  });

  it("looks at every edge", () => {
    expect(findShrinkage(build(1), [section(2), section(100)], all)).toBeDefined();
  });
});
