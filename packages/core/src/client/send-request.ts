import { backOff } from "../net/back-off.ts";
import type { Clock } from "../system/clock.ts";
import { EdgeError, type EdgeFailure } from "./edge-error.ts";
import { type EdgeWait, type Limits, outOfTime, timeLeft, waitWithin } from "./limits.ts";
import type { Retry } from "./quota.ts";
import type { EdgeRequest } from "./request.ts";
import { dateOf, type EdgeAnswer, type EdgeResponse, readAnswer, type ResultReader } from "./response.ts";
import { type Credentials, signRequest } from "./sign.ts";
import type { Throttle } from "./throttle.ts";
import { type Transport, unanswered, UnansweredError } from "./transport.ts";

/** What every request of one client is sent with. */
export interface SendTools {
  readonly transport: Transport;
  readonly throttle: Throttle;
  readonly credentials: Credentials;
  readonly retry: Retry;
  /** Length of the quota's minute in milliseconds. */
  readonly window: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onWait: (wait: EdgeWait) => void;
  /** How far our clock is off, once a refusal told; positive when it is ahead. Kept for all requests. */
  readonly skew: { milliseconds?: number };
}

/** The value an endpoint answered with, and what it took to get it. */
export interface Sent<T> {
  readonly value: T;
  readonly attempts: number;
}

/**
 * Sends a request until it succeeds or nothing is left to try: each attempt takes a slot of the quota and is signed
 * anew.
 *
 * @throws EdgeError
 */
export async function sendRequest<T>(
  request: EdgeRequest,
  reader: ResultReader<T>,
  tools: SendTools,
  limits: Limits,
): Promise<Sent<T>> {
  const { clock, skew, throttle } = tools;
  let measured = false;
  for (let attempts = 1; ; attempts += 1) {
    const slot = await throttle.take(limits, attempts - 1);
    const corrected = skew.milliseconds ?? 0;
    const timestamp = clock.now() - corrected;
    const {
      answer,
      response,
      left = true,
    } = await attempt(request, reader, tools, timestamp, limits).catch(async (error: unknown) => {
      await throttle.answered(slot);
      throw error;
    });
    await (left ? throttle.answered(slot) : throttle.giveBack(slot));
    if ("value" in answer) return { value: answer.value, attempts };

    const { failure } = answer;
    const offBy = response && failure.code === "EDGE_AUTHENTICATION" && explainingSkew(response.headers, timestamp);
    if (offBy && !measured) {
      measured = true;
      skew.milliseconds = corrected + offBy;
      continue;
    }
    const delay = delayBeforeNext(failure, attempts, tools.retry, tools.window, tools.random());
    if (failure.retry === "next-window") await throttle.pause(Math.max(failure.retryAfter ?? tools.window, delay ?? 0));
    if (delay === undefined) throw new EdgeError(failure, attempts);
    tools.onWait({ reason: "retry", milliseconds: delay, cause: failure.message });
    await waitWithin(clock, limits, delay, attempts, failure.message);
  }
}

/**
 * One request. Without an answer there is a failure and no response; `left` is false where it surely never reached the
 * API.
 */
async function attempt<T>(
  request: EdgeRequest,
  reader: ResultReader<T>,
  { transport, credentials, clock }: SendTools,
  timestamp: number,
  limits: Limits,
): Promise<{ readonly answer: EdgeAnswer<T>; readonly response?: EdgeResponse; readonly left?: boolean }> {
  const signed = signRequest(request, credentials, timestamp);
  const time = timeLeft(clock, limits);
  const end = time === undefined ? undefined : AbortSignal.timeout(Math.ceil(time));
  const signals = [limits.signal, end].filter((signal) => signal !== undefined);
  let response: EdgeResponse;
  try {
    response = await transport.send(signed, signals.length > 0 ? { signal: AbortSignal.any(signals) } : {});
  } catch (error) {
    const left = !(error instanceof UnansweredError) || error.left;
    if (end?.aborted && !limits.signal?.aborted) return { answer: { failure: outOfTime() }, left };
    if (error instanceof UnansweredError) return { answer: { failure: error }, left };
    // A defect, of ours or of a runtime that lacks what we use. fetch hides failed connections in this type, and has a
    // cause then.
    if (error instanceof TypeError && error.cause === undefined) throw error;
    // A transport of somebody else's may throw anything.
    const thrown = error instanceof TypeError ? error.cause : error;
    return { answer: { failure: thrown instanceof EdgeError ? thrown : unanswered(thrown, "The API") } };
  }
  return { answer: readAnswer(response, reader, clock.now()), response };
}

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

/**
 * Milliseconds to wait before the same request is sent again, or `undefined` where it should not be. `Retry-After` is
 * honoured. A used-up quota without it waits one window.
 *
 * @param attempts requests sent so far
 * @param window length of the quota's minute in milliseconds
 * @param random a number in [0, 1)
 */
export function delayBeforeNext(
  failure: Pick<EdgeFailure, "retry" | "retryAfter">,
  attempts: number,
  { attempts: most, ...pauses }: Retry,
  window: number,
  random: number,
): number | undefined {
  if (attempts >= most || failure.retry === "never" || failure.retry === "split") return undefined;
  const asked = failure.retryAfter ?? (failure.retry === "next-window" ? window : 0);
  return Math.ceil(Math.max(backOff(attempts, pauses, random), asked));
}
