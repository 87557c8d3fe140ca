import { expect, it } from "vitest";
import { everything, fewest, oneByOne } from "./fewest.ts";
import { createSimulatedClock } from "./simulated-clock.ts";

it.each([
  [fewest(10, 1), { requests: 1, waiting: 0 }],
  [fewest(1000, 1), { requests: 10, waiting: 0 }],
  [fewest(1001, 1), { requests: 11, waiting: 60_000 }],
  [fewest(50_000, 3), { requests: 1500, waiting: 149 * 60_000 }],
  [oneByOne(25, 2), { requests: 50, waiting: 240_000 }],
  [everything(3), { requests: 3, waiting: 0 }],
])("%j is %j", (cost, expected) => {
  expect(cost).toEqual(expected);
});

it("lets time pass only for those who wait, for several at once as for one", async () => {
  const clock = createSimulatedClock();
  await Promise.all([clock.sleep(1000), clock.sleep(3000)]);
  await clock.sleep(500);
  expect(clock.waited()).toBe(3500);
});
