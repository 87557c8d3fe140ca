import process from "node:process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { histories } from "../test/model-history.ts";
import { World } from "../test/play-history.ts";

/** `npm run year` prints them. */
const { YEAR_RUNS: runs = "10000", YEAR_SEED: seed = "1" } = process.env;

it("a year of builds in one world leaves no edge stale after a run that says everything is purged", async () => {
  const steps = fc.sample(histories, { numRuns: Number(runs) / 3, seed: Number(seed) }).flat();
  const world = new World();
  await world.play(steps);
  expect(steps.length).toBeGreaterThan(Number(runs));
  // Not by never promising anything.
  expect(world.promises).toBeGreaterThan(Number(runs) / 2);
});
