import { expect, it } from "vitest";
import { checkHistories } from "./check-histories.ts";
import { histories } from "./histories.ts";
import { createInProcess, createLeapingClock } from "./in-process.ts";
import { playHistory } from "./play-history.ts";

it("serves nothing stale after a good verdict, whatever happened before", async () => {
  const { promises, compared } = await checkHistories({
    histories: histories(),
    count: 3,
    together: 3,
    timeLimit: 15_000,
    play: (history) => playHistory(history, createLeapingClock(), createInProcess),
  });
  expect(promises).toBeGreaterThan(6);
  expect(compared).toBeGreaterThan(10 * promises);
});
