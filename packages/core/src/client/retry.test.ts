import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultRetry } from "./quota.ts";
import { delayBeforeNext } from "./send-request.ts";

const window = 60_000;
const almostOne = 1 - Number.EPSILON;

describe("delayBeforeNext", () => {
  it("doubles the most it may wait, up to maxDelay", () => {
    const retry = { attempts: 10, minDelay: 500, maxDelay: 3000 };
    const most = [1, 2, 3, 4, 5].map((sent) => delayBeforeNext({ retry: "back-off" }, sent, retry, window, almostOne));
    expect(most).toEqual([500, 1000, 2000, 3000, 3000]);
  });

  it("waits anything from nothing up to that", () => {
    expect(delayBeforeNext({ retry: "back-off" }, 3, defaultRetry, window, 0)).toBe(0);
    expect(delayBeforeNext({ retry: "back-off" }, 3, defaultRetry, window, 0.25)).toBe(500);
  });

  it("waits a window after a used-up quota, or as long as the API says", () => {
    expect(delayBeforeNext({ retry: "next-window" }, 1, defaultRetry, window, 0)).toBe(window);
    expect(delayBeforeNext({ retry: "next-window", retryAfter: 3000 }, 1, defaultRetry, window, 0)).toBe(3000);
    expect(delayBeforeNext({ retry: "back-off", retryAfter: 90_000 }, 1, defaultRetry, window, 0.5)).toBe(90_000);
  });

  it("never waits less than asked, never more than it must, and sends no more often than allowed", () => {
    const failures = fc.record({
      retry: fc.constantFrom("never", "split", "back-off", "next-window"),
      retryAfter: fc.nat(3_600_000),
    });
    const retries = fc.record({
      attempts: fc.integer({ min: 1, max: 9 }),
      minDelay: fc.nat(5000),
      maxDelay: fc.nat(60_000),
    });
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(failures, retries, fc.integer({ min: 1, max: 12 }), random, (failure, retry, sent, chance) => {
        const delay = delayBeforeNext(failure, sent, retry, window, chance);
        const mayRetry = failure.retry === "back-off" || failure.retry === "next-window";
        expect(delay !== undefined).toBe(mayRetry && sent < retry.attempts);
        expect(delay ?? failure.retryAfter).toBeGreaterThanOrEqual(failure.retryAfter);
        expect(delay ?? 0).toBeLessThanOrEqual(Math.max(failure.retryAfter, retry.maxDelay));
      }),
    );
  });
});
