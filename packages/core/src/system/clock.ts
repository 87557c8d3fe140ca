import { setTimeout as sleep } from "node:timers/promises";

/** Time, passed in so that a test can run a day in a millisecond. All times are milliseconds. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason, at once, when `signal` aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await sleep(milliseconds, undefined, signal ? { signal } : {});
    } catch (error) {
      // Node rejects with an AbortError of its own; callers want the reason that was given to the signal.
      throw signal?.aborted ? signal.reason : error;
    }
  },
};
