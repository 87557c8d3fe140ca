import fc from "fast-check";
import { createSystem } from "@global-edge-purge/core";
import { expect, it } from "vitest";
import { byBinary } from "./by-binary.ts";
import { checkHistories } from "./check-histories.ts";
import { histories } from "./histories.ts";
import { createInProcess, createLeapingClock } from "./in-process.ts";
import { playHistory } from "./play-history.ts";

it("serves nothing stale after a good verdict, 480 times where uploads keep what is gone", async () => {
  const { promises, killed } = await checkHistories({
    histories: histories(fc.constant(false)),
    count: 480,
    together: 4,
    timeLimit: 850_000,
    play: (history) => playHistory(history, createLeapingClock(), createInProcess),
  });
  expect(promises).toBeGreaterThan(2000);
  expect(killed).toBeGreaterThan(200);
}, 900_000);

it("serves nothing stale after a good verdict, 20 times with the program as users run it", async () => {
  const { promises, killed } = await checkHistories({
    histories: histories(fc.boolean(), 12),
    count: 20,
    together: 4,
    timeLimit: 850_000,
    play: (history) => playHistory(history, createSystem().clock, byBinary),
  });
  expect(promises).toBeGreaterThan(60);
  expect(killed).toBeGreaterThan(0);
}, 900_000);
