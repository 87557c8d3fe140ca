import type { Retry } from "../options/settings.ts";
import type { EdgeFailure } from "./edge-error.ts";

/**
 * Milliseconds to wait before the same request is sent again, or `undefined` where it should not be.
 *
 * Pauses grow exponentially with full jitter (anything from nothing up to the full pause, so that many clients that
 * failed together do not come back together). `Retry-After` is honoured. A used-up quota without it waits one window.
 *
 * @param attempts requests sent so far
 * @param window length of the quota's minute in milliseconds
 * @param random a number in [0, 1)
 */
export function delayBeforeNext(
  failure: Pick<EdgeFailure, "retry" | "retryAfter">,
  attempts: number,
  { attempts: most, minDelay, maxDelay }: Retry,
  window: number,
  random: number,
): number | undefined {
  if (attempts >= most || failure.retry === "never" || failure.retry === "split") return undefined;
  const pause = random * Math.min(maxDelay, minDelay * 2 ** (attempts - 1));
  const asked = failure.retryAfter ?? (failure.retry === "next-window" ? window : 0);
  return Math.ceil(Math.max(pause, asked));
}
