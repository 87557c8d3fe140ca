import fc from "fast-check";
import { expect, it } from "vitest";
import { checkHistories } from "./check-histories.ts";
import { histories } from "./histories.ts";
import { createInProcess, createLeapingClock } from "./in-process.ts";
import { playHistory } from "./play-history.ts";

// The two files of this kind are a thousand histories together: they are two, so that they are played at once.
it("serves nothing stale after a good verdict, 500 times where uploads delete what is gone", async () => {
  const { promises, killed } = await checkHistories({
    histories: histories(fc.constant(true)),
    count: 500,
    together: 4,
    timeLimit: 850_000,
    play: (history) => playHistory(history, createLeapingClock(), createInProcess),
  });
  expect(promises).toBeGreaterThan(2000);
  expect(killed).toBeGreaterThan(200);
}, 900_000);
