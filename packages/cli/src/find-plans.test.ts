import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPlans } from "./find-plans.ts";
import { tempFolder } from "./test/run-in-process.ts";

describe("findPlans", () => {
  it("names the place where a plan is expected when there is none", () => {
    const folder = tempFolder();
    expect(findPlans(folder, "staging")).toEqual([join(folder, ".global-edge-purge", "staging", "plan.json")]);
  });

  it("finds the plan of every output directory, and of no other environment", () => {
    const folder = tempFolder();
    const state = join(folder, ".global-edge-purge");
    const write = (path: string) => {
      mkdirSync(dirname(join(state, path)), { recursive: true });
      writeFileSync(join(state, path), "{}");
    };
    for (const path of ["staging/plan.json", "staging/legacy/plan.json", "staging/eu/baseline.json"]) write(path);
    for (const path of ["staging.plan/plan.json", "staging2/plan.json"]) write(path);
    expect(findPlans(folder, "staging")).toEqual([
      join(state, "staging/legacy/plan.json"),
      join(state, "staging/plan.json"),
    ]);
  });
});
