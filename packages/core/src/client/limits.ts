import type { Clock } from "../system/clock.ts";
import { waitingLine } from "../system/logger.ts";
import { EdgeError, type EdgeFailure, failureOf } from "./edge-error.ts";

/** Until when a call may go on. */
export interface Limits {
  /** Milliseconds since the epoch; absent for no limit. */
  readonly deadline?: number;
  readonly signal?: AbortSignal;
}

/** Why a call waits: for people who wonder why nothing happens. */
export interface EdgeWait {
  /**
   * - `quota`: the account's requests of this minute are used up, by this and other processes of this machine.
   * - `used-elsewhere`: the API says they are used up although our own count does not; something else uses the account.
   * - `retry`: the last attempt failed.
   * - `completion`: a purge is in progress.
   */
  readonly reason: "quota" | "used-elsewhere" | "retry" | "completion";
  /** About how long, in milliseconds. */
  readonly milliseconds: number;
  /** What went wrong, with the reason `retry`. */
  readonly cause?: string;
}

const reasons: Readonly<Record<EdgeWait["reason"], string>> = {
  quota: "the requests of this minute are used up",
  "used-elsewhere": "something else uses up the account's requests",
  retry: "the last attempt failed",
  completion: "purges are in progress",
};

/** A wait in a line for people. */
export function describeWait({ milliseconds, reason, cause }: EdgeWait): string {
  return waitingLine(milliseconds, cause === undefined ? reasons[reason] : `${reasons[reason]} (${cause})`);
}

/**
 * Ends a call whose limits do not let it go on.
 *
 * @param wait milliseconds that would have to pass first
 * @param last what the last attempt ran into, for the message
 * @throws EdgeError with code `EDGE_ABORTED` or `EDGE_BUDGET`
 */
export function checkLimits(clock: Clock, limits: Limits, wait: number, attempts: number, last?: string): void {
  const before = last === undefined ? "" : ` The last attempt: ${last}`;
  if (limits.signal?.aborted) throw new EdgeError(aborted(before), attempts);
  if (limits.deadline === undefined || clock.now() + wait <= limits.deadline) return;
  const needed = wait > 0 ? `, and the next request would have to wait ${Math.ceil(wait / 1000)} s` : "";
  const message = `The time allowed is used up${needed}.${before}`;
  throw new EdgeError(failureOf("EDGE_BUDGET", { message }), attempts);
}

/**
 * Milliseconds that a request may take at least, once it is sent: one that is cut off at once is a slot of the quota
 * for nothing.
 */
const leastTime = 1000;

/** Milliseconds that a request may take at most, which begins now. */
export function timeLeft(clock: Clock, { deadline }: Limits): number | undefined {
  return deadline === undefined ? undefined : Math.max(leastTime, deadline - clock.now());
}

/** What it means that the time was over before a request was answered. */
export function outOfTime(): EdgeFailure {
  return failureOf("EDGE_BUDGET", {
    message: "The time allowed was used up before the API answered.",
    next: "Run again, or allow more time with budget: what was not accepted is purged then.",
  });
}

/** Waits, unless the limits forbid it; a wait ends at once when the signal aborts. Throws as `checkLimits` does. */
export async function waitWithin(
  clock: Clock,
  limits: Limits,
  wait: number,
  attempts = 0,
  last?: string,
): Promise<void> {
  checkLimits(clock, limits, wait, attempts, last);
  try {
    await clock.sleep(wait, limits.signal);
  } catch (error) {
    // The signal's own reason can be anything; ours has a code.
    checkLimits(clock, limits, 0, attempts, last);
    throw error;
  }
}

/** What an abort means for a request that had not succeeded. */
export function aborted(before = ""): EdgeFailure {
  return failureOf("EDGE_ABORTED", { message: `Stopped on request.${before}` });
}
