import { createHash } from "node:crypto";
import { backOff } from "../../net/back-off.ts";
import { readBody } from "../../net/content-encoding.ts";
import { type Http, HttpError } from "../../net/http.ts";
import type { S3Credentials } from "../../options/s3-credentials.ts";
import type { S3Location } from "../../options/s3-location.ts";
import type { Clock } from "../../system/clock.ts";
import { waitingLine } from "../../system/logger.ts";

export interface S3Ports {
  readonly http: Http;
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** Once it aborts, nothing is tried again, and what is under way has `grace` to be answered. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one request with all its attempts. @default none */
  readonly patience?: number | undefined;
  /** Told before each pause. */
  readonly tell?: ((line: string) => void) | undefined;
}

export interface S3Request {
  readonly method: "GET" | "PUT";
  readonly key: string;
  /** Conditions, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface S3Answer {
  readonly status: number;
  readonly etag: string | undefined;
  /** `Last-Modified`, an HTTP date. */
  readonly lastModified: string | undefined;
  readonly body: Uint8Array;
  /** An earlier attempt got no usable answer, so the service may have carried it out. */
  readonly repeated: boolean;
}

const mostAttempts = 5;
const pauses = { minDelay: 500, maxDelay: 10_000 };
/** Milliseconds for one attempt: a baseline has megabytes at most. */
const attemptTimeout = 30_000;
/** Bytes. */
const largestBaseline = 200_000_000;
/**
 * Milliseconds that a request may still take after the run was told to stop. What a run owes is saved by then, if it
 * can be at all.
 */
const grace = 2000;

/**
 * Sends a signed request to an S3 service, and again where that may help: each attempt is signed anew.
 *
 * @throws HttpError where no attempt was answered, or not in time after the signal
 */
export async function sendToS3(
  request: S3Request,
  location: S3Location,
  credentials: S3Credentials,
  { http, clock, random, signal, patience = Infinity, tell = () => {} }: S3Ports,
): Promise<S3Answer> {
  const ends = clock.now() + Math.max(patience, grace);
  for (let attempt = 1; ; attempt++) {
    const pause = backOff(attempt, pauses, random());
    const isLast = () => attempt === mostAttempts || signal?.aborted === true || clock.now() + pause >= ends;
    let failed: string;
    try {
      const signed = await sign(request, location, credentials, clock.now());
      const answer = await withinGrace(signal, clock, async (tooLate) => {
        const response = await http({
          ...signed,
          timeout: Math.min(attemptTimeout, ends - clock.now()),
          signal: tooLate,
        });
        const { status, headers } = response;
        return {
          status,
          etag: headers["etag"],
          lastModified: headers["last-modified"],
          body: await readBody(response, largestBaseline),
          repeated: attempt > 1,
        };
      });
      const { status } = answer;
      if (isLast() || (status < 500 && status !== 429) || status === 501) return answer;
      failed = `Object Storage answered HTTP ${status}`;
    } catch (error) {
      if (isLast() || !(error instanceof HttpError) || !error.canHeal) throw error;
      failed = error.message;
    }
    tell(waitingLine(pause, `the baseline cannot be reached (${failed})`));
    // A signal ends the pause, and the attempt after it is the last.
    await clock.sleep(pause, signal).catch(() => {});
  }
}

/** Ends an attempt that takes longer than `grace` after the signal. */
async function withinGrace<T>(
  signal: AbortSignal | undefined,
  clock: Clock,
  attempt: (tooLate?: AbortSignal) => Promise<T>,
): Promise<T> {
  if (!signal) return attempt();
  const over = new AbortController();
  const tooLate = new AbortController();
  const stop = () => {
    const late = () => tooLate.abort(new HttpError("it did not answer in time after the run was told to stop.", false));
    void clock.sleep(grace, over.signal).then(late, () => {});
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { signal: over.signal });
  try {
    return await attempt(tooLate.signal);
  } finally {
    over.abort();
  }
}

/** Signature version 4. The body is signed, too. */
async function sign(
  { method, key, headers, body }: S3Request,
  { endpoint, region, bucket }: S3Location,
  { accessKey, secretKey, sessionToken }: S3Credentials,
  now: number,
) {
  const { AwsV4Signer } = await import("aws4fetch");
  const signed = await new AwsV4Signer({
    method,
    url: `${endpoint}/${bucket}/${key.split("/").map(encodeSegment).join("/")}`,
    headers: {
      ...headers,
      "x-amz-content-sha256": createHash("sha256")
        .update(body ?? "")
        .digest("hex"),
      ...(body && { "content-type": "application/json" }),
    },
    accessKeyId: accessKey,
    secretAccessKey: secretKey.reveal(),
    ...(sessionToken && { sessionToken: sessionToken.reveal() }),
    service: "s3",
    region,
    datetime: new Date(now).toISOString().replaceAll(/[:-]|\.\d{3}/g, ""),
  }).sign();
  // Not signed: what stands between may put its own in this place.
  const sent = { ...Object.fromEntries(signed.headers), "accept-encoding": "identity" };
  return { method, url: signed.url.href, headers: sent, ...(body && { body }) };
}

/** As signature version 4 writes a key: everything but RFC 3986's unreserved characters is encoded. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
