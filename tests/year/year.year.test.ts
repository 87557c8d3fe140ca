import process from "node:process";
import { it } from "vitest";
import { expectYear } from "./expect-year.ts";

/** `npm run year` prints them. */
const { YEAR_RUNS: runs = "10000", YEAR_SEED: seed = "1" } = process.env;

it("a year of deploys serves nothing stale, loses nothing, and leaves no more behind than its builds explain", async () => {
  await expectYear({ seed: Number(seed), runs: Number(runs) });
});
