import type { Clock } from "../system/clock.ts";
import type { PurgeView } from "./answers.ts";
import { EdgeError, type EdgeFailure, failureOf } from "./edge-error.ts";
import { type EdgeWait, type Limits, waitWithin } from "./limits.ts";

/** How a purge ended, as far as it could be told. */
export interface PurgeCompletion {
  readonly purgeId: string;
  /** `unknown` is no failure: the purge was accepted, and likely goes on. */
  readonly outcome: "completed" | "failed" | "unknown";
  /** Why the outcome is `failed` or `unknown`. */
  readonly error?: Pick<EdgeFailure, "code" | "message" | "next">;
}

export interface CompletionTools {
  readonly viewPurge: (purgeId: string, limits: Limits) => Promise<PurgeView>;
  readonly clock: Clock;
  readonly onWait: (wait: EdgeWait) => void;
}

/** Milliseconds before the first look-up, doubled for each round after it up to the second number. */
const firstPause = 1000;
const longestPause = 30_000;

/**
 * Looks purges up, round after round, until each has ended or the time is over. Each look-up costs a request of the
 * quota.
 *
 * @param timeout milliseconds, waiting for the quota included
 * @returns one entry for each id, in the order given; nothing the API says makes it throw
 */
export async function waitForCompletion(
  purgeIds: readonly string[],
  timeout: number,
  { viewPurge, clock, onWait }: CompletionTools,
  limits: Limits,
): Promise<readonly PurgeCompletion[]> {
  const ends = clock.now() + timeout;
  const within = { ...limits, deadline: Math.min(ends, limits.deadline ?? ends) };
  const ended = new Map<string, PurgeCompletion>();
  let pending = [...new Set(purgeIds)];
  let pause = firstPause;
  try {
    while (pending.length > 0) {
      const left = within.deadline - clock.now();
      if (left <= 0) break;
      const wait = Math.min(pause, left);
      onWait({ reason: "completion", milliseconds: wait });
      await waitWithin(clock, within, wait);
      for (const purgeId of pending) {
        const completion = await lookUp(purgeId, viewPurge, within);
        if (completion) ended.set(purgeId, completion);
      }
      pending = pending.filter((purgeId) => !ended.has(purgeId));
      pause = Math.min(pause * 2, longestPause);
    }
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    // Out of time is said in words about the purge; for anything else, its own words are better.
    if (error.code !== "EDGE_BUDGET") return purgeIds.map((id) => ended.get(id) ?? unknown(id, error));
  }
  return purgeIds.map((id) => ended.get(id) ?? stillRunning(id));
}

/** How one purge ended; `undefined` while it goes on. Throws what makes every further look-up useless. */
async function lookUp(
  purgeId: string,
  viewPurge: CompletionTools["viewPurge"],
  limits: Limits,
): Promise<PurgeCompletion | undefined> {
  try {
    const { status } = await viewPurge(purgeId, limits);
    if (status === "SUCCESS") return { purgeId, outcome: "completed" };
    return status === "FAILURE" ? failed(purgeId) : undefined;
  } catch (error) {
    if (!(error instanceof EdgeError) || error.stops === "run") throw error;
    // What may heal is asked again in the next round.
    return error.retry === "never" ? unknown(purgeId, error) : undefined;
  }
}

function failed(purgeId: string): PurgeCompletion {
  const message = `The API accepted purge ${purgeId}, and it ended in FAILURE.`;
  return { purgeId, outcome: "failed", error: failureOf("EDGE_PURGE_FAILED", { message }) };
}

function stillRunning(purgeId: string): PurgeCompletion {
  const message = `Purge ${purgeId} was accepted and was not seen to end in the time to wait for it.`;
  return { purgeId, outcome: "unknown", error: failureOf("EDGE_STILL_RUNNING", { message }) };
}

/** What the look-up ran into says what to do. */
function unknown(purgeId: string, { code, message, next }: EdgeError): PurgeCompletion {
  const known = { message: `Purge ${purgeId} was accepted, but how it ends cannot be looked up: ${message}`, next };
  const error = failureOf(code === "EDGE_ABORTED" ? code : "EDGE_STATUS_UNKNOWN", known);
  return { purgeId, outcome: "unknown", error };
}
