import type { Clock } from "@global-edge-purge/core";
import { setImmediate } from "node:timers/promises";

/** A clock on which time passes only while somebody waits, and then at once. */
export interface SimulatedClock extends Clock {
  /** Milliseconds that were waited so far. */
  waited(): number;
}

export function createSimulatedClock(): SimulatedClock {
  const start = Date.UTC(2026, 0, 1);
  let time = start;
  return {
    now: () => time,
    waited: () => time - start,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      const wakes = time + milliseconds;
      await setImmediate();
      time = Math.max(time, wakes);
    },
  };
}
