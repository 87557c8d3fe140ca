import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPlans } from "./find-plans.ts";
import { tempFolder } from "./test/run-in-process.ts";

describe("findPlans", () => {
  it("names the place where a plan is expected when there is none", () => {
    const folder = tempFolder();
    expect(findPlans(folder, "staging")).toEqual([join(folder, ".global-edge-purge", "staging.plan.json")]);
  });

  it("finds the plan of every output directory, and of no other environment", () => {
    const folder = tempFolder();
    const state = join(folder, ".global-edge-purge");
    mkdirSync(state);
    const write = (name: string, text: string) => writeFileSync(join(state, name), text);
    write("staging.plan.json", '{ "environment": "staging" }');
    write("staging.legacy.plan.json", '{ "environment": "staging" }');
    write("staging.eu.plan.json", '{ "environment": "staging.eu" }');
    write("staging.broken.plan.json", "{");
    write("staging.json", "{}");
    write("staging2.plan.json", "{}");
    expect(findPlans(folder, "staging")).toEqual([
      join(state, "staging.broken.plan.json"),
      join(state, "staging.legacy.plan.json"),
      join(state, "staging.plan.json"),
    ]);
  });
});
