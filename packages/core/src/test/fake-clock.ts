import { setImmediate } from "node:timers/promises";
import type { Clock } from "../system/clock.ts";

export interface FakeClock extends Clock {
  advance(milliseconds: number): void;
  /** Every wait so far, in milliseconds. */
  readonly slept: readonly number[];
}

/** A clock on which a wait takes no time: whoever sleeps moves it. Several sleepers wake at their own times. */
export function createFakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      slept.push(milliseconds);
      const wakes = now + milliseconds;
      await setImmediate();
      signal?.throwIfAborted();
      now = Math.max(now, wakes);
    },
  };
}

/** The same clock, as a machine reads it whose clock is off. */
export function offsetClock(clock: Clock, offset: number): Clock {
  return { now: () => clock.now() + offset, sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal) };
}
