import type { EdgeResponse } from "./response.ts";
import { dateOf } from "./retry-after.ts";

/**
 * The gateway refuses a timestamp five minutes or more away from its clock (doc). Half a minute less counts as an
 * explanation too: `Date` has whole seconds, is written some time after the check, and may come from another clock.
 */
const refusedSkew = 4.5 * 60_000;

/**
 * How far the clock that a refused request was signed with is off, in milliseconds, positive when it is ahead;
 * `undefined` where that does not explain the refusal.
 *
 * @param timestamp the milliseconds the request was signed with
 */
export function explainingSkew(headers: EdgeResponse["headers"], timestamp: number): number | undefined {
  const date = dateOf(headers);
  if (date === undefined) return undefined;
  const skew = timestamp - date;
  return Math.abs(skew) >= refusedSkew ? skew : undefined;
}
