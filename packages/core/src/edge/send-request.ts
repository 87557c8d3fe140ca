import type { Clock } from "../clock.ts";
import type { Credentials, Retry } from "../options/settings.ts";
import { explainingSkew } from "./clock-skew.ts";
import { connectionFailure } from "./connection-failure.ts";
import { EdgeError } from "./edge-error.ts";
import { waitWithin, type EdgeWait, type Limits } from "./limits.ts";
import type { EdgeRequest } from "./request.ts";
import { readAnswer, type EdgeAnswer, type EdgeResponse, type ResultReader } from "./response.ts";
import { delayBeforeNext } from "./retry.ts";
import { signRequest } from "./sign.ts";
import type { Throttle } from "./throttle.ts";
import type { Transport } from "./transport.ts";

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
 * Sends a request until it succeeds or nothing is left to try: each attempt takes a slot of the quota and is signed anew.
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
    const { answer, response } = await attempt(request, reader, tools, timestamp, limits);
    await throttle.answered(slot);
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

/** One request. Without an answer there is a failure and no response. */
async function attempt<T>(
  request: EdgeRequest,
  reader: ResultReader<T>,
  { transport, credentials, clock }: SendTools,
  timestamp: number,
  { signal }: Limits,
): Promise<{ readonly answer: EdgeAnswer<T>; readonly response?: EdgeResponse }> {
  const signed = signRequest(request, credentials, timestamp);
  let response: EdgeResponse;
  try {
    response = await transport.send(signed, signal ? { signal } : {});
  } catch (error) {
    // A transport of somebody else's may throw anything.
    return { answer: { failure: error instanceof EdgeError ? error : connectionFailure(error, "The API") } };
  }
  return { answer: readAnswer(response, reader, clock.now()), response };
}
