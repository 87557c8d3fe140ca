import type { EdgeResponse } from "./response.ts";

/** No more than this is believed, in milliseconds: a mistaken header must not stop every later run for years. */
const longestRetryAfter = 60 * 60_000;

/**
 * Milliseconds to wait by `Retry-After`, given in seconds or as a date; `undefined` without a usable one. A date is
 * compared with the answer's own `Date`, so that our clock does not matter.
 *
 * @param now milliseconds since the epoch by our clock, where the answer has no `Date`
 */
export function retryAfterOf(headers: EdgeResponse["headers"], now: number): number | undefined {
  const value = headers["retry-after"]?.trim() ?? "";
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : parseDate(value) - (dateOf(headers) ?? now);
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestRetryAfter);
}

/** The answer's `Date` in milliseconds since the epoch, where it has one. It counts whole seconds. */
export function dateOf(headers: EdgeResponse["headers"]): number | undefined {
  const date = parseDate(headers["date"] ?? "");
  return Number.isNaN(date) ? undefined : date;
}

/** `Date.parse` takes nearly anything for a date, a lone number included; an HTTP date starts with a weekday. */
function parseDate(text: string): number {
  return /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
}
