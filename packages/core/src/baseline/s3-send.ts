import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import { HttpError, type Http } from "../http.ts";
import type { S3Credentials } from "../options/s3-credentials.ts";
import type { S3Location } from "../options/s3-location.ts";

export interface S3Ports {
  readonly http: Http;
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
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
/** Milliseconds before the second attempt at most; doubled for each further one. */
const firstPause = 500;
/** Milliseconds for one attempt: a baseline has megabytes at most. */
const attemptTimeout = 30_000;

/**
 * Sends a signed request to an S3 service, and again where that may help: each attempt is signed anew.
 *
 * @throws HttpError where no attempt was answered
 */
export async function sendToS3(
  request: S3Request,
  location: S3Location,
  credentials: S3Credentials,
  { http, clock, random }: S3Ports,
): Promise<S3Answer> {
  for (let attempt = 1; ; attempt++) {
    const last = attempt === mostAttempts;
    try {
      const signed = await sign(request, location, credentials, clock.now());
      const { status, headers, body } = await http({ ...signed, timeout: attemptTimeout });
      const answer = {
        status,
        etag: headers["etag"],
        lastModified: headers["last-modified"],
        body: await readAll(body),
        repeated: attempt > 1,
      };
      if (last || (status < 500 && status !== 429) || status === 501) return answer;
    } catch (error) {
      if (last || !(error instanceof HttpError) || !error.canHeal) throw error;
    }
    await clock.sleep(Math.ceil(random() * firstPause * 2 ** (attempt - 1)));
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
  return { method, url: signed.url.href, headers: Object.fromEntries(signed.headers), ...(body && { body }) };
}

/** As signature version 4 writes a key: everything but RFC 3986's unreserved characters is encoded. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts);
}
