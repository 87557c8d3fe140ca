import { expect, it } from "vitest";
import { playKills } from "./play-kills.ts";

it("plan, send and run lose no purge when they are killed at any moment, three times", async () => {
  const killed = await playKills({ kills: 3, seed: 1, together: 3, finish: "in-process" });
  expect(killed).toBeGreaterThanOrEqual(3);
}, 60_000);
