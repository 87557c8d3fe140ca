import { expect, it } from "vitest";
import { playKills } from "./play-kills.ts";

it("plan, send and run lose no purge when they are killed at any moment, ten times", async () => {
  const killed = await playKills({ kills: 10, seed: 1, together: 6, finish: "in-process" });
  expect(killed).toBeGreaterThanOrEqual(10);
}, 60_000);
