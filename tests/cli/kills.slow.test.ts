import process from "node:process";
import { expect, it } from "vitest";
import { playKills } from "./play-kills.ts";

/** How many, and which scenarios: `KILLS=500 KILLS_SEED=7 npx vitest run --mode slow tests/cli/kills.slow.test.ts`. */
const { KILLS: kills = "200", KILLS_SEED: seed = "1000" } = process.env;

it(
  `plan, send and run lose no purge when they are killed at any moment, ${kills} times`,
  async () => {
    const killed = await playKills({ kills: Number(kills), seed: Number(seed), together: 4, finish: "processes" });
    expect(killed).toBeGreaterThanOrEqual(Number(kills));
  },
  Math.max(900_000, Number(kills) * 10_000),
);
