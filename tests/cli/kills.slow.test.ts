import { expect, it } from "vitest";
import { playKills } from "./play-kills.ts";

it("plan, send and run lose no purge when they are killed at any moment, two hundred times", async () => {
  const killed = await playKills({ kills: 200, seed: 1000, together: 4, finish: "processes" });
  expect(killed).toBeGreaterThanOrEqual(200);
}, 900_000);
