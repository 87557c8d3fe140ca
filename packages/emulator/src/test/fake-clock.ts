import type { Clock } from "../options.ts";

export interface FakeClock extends Clock {
  advance(milliseconds: number): void;
}

export function createFakeClock(now = 1_700_000_000_000): FakeClock {
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
