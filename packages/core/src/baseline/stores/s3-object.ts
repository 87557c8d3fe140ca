import { HttpError } from "../../net/http.ts";
import type { S3Credentials } from "../../options/s3-credentials.ts";
import type { S3Location } from "../../options/s3-location.ts";
import { BaselineError } from "../baseline-error.ts";
import { type S3Answer, type S3Ports, type S3Request, sendToS3 } from "./s3-send.ts";

/** Under which circumstances an object may be replaced. */
export type S3Condition = { readonly "if-match": string } | { readonly "if-none-match": "*" };

/** An object as it is stored. */
interface StoredObject {
  readonly bytes: Uint8Array;
  /** Its ETag. */
  readonly version: string;
  /** Milliseconds since the epoch; `NaN` where the service does not say. */
  readonly savedAt: number;
}

/** What became of a write. */
interface S3Write {
  /** `false` where the condition did not hold. */
  readonly written: boolean;
  /** An earlier attempt got no usable answer, so it may have been carried out. */
  readonly repeated: boolean;
}

/**
 * Objects of one bucket. Every method throws BaselineError where the service refuses for another reason than a
 * condition.
 */
export interface S3Bucket {
  get(key: string): Promise<StoredObject | undefined>;
  put(key: string, bytes: Uint8Array, condition?: S3Condition): Promise<S3Write>;
}

export function openS3Bucket(location: S3Location, credentials: S3Credentials, ports: S3Ports): S3Bucket {
  const send = async (request: S3Request): Promise<S3Answer> => {
    try {
      return await sendToS3(request, location, credentials, ports);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      throw refusal(request, location, error.message, error.next);
    }
  };

  return {
    async get(key) {
      const request: S3Request = { method: "GET", key };
      const answer = await send(request);
      if (answer.status === 404 && s3Code(answer.body) === "NoSuchKey") return undefined;
      if (answer.status !== 200) throw refusalOf(request, location, answer);
      if (answer.etag !== undefined) {
        // What compresses on the way makes the tag a weak one, which no condition would ever match.
        const version = answer.etag.replace(/^W\//u, "");
        return { bytes: answer.body, version, savedAt: Date.parse(answer.lastModified ?? "") };
      }
      throw refusal(request, location, "the answer has no ETag.", "The endpoint does not speak S3: check it.");
    },
    async put(key, body, condition) {
      const request: S3Request = { method: "PUT", key, body, ...(condition && { headers: condition }) };
      const answer = await send(request);
      const { status, repeated } = answer;
      if (status === 200) return { written: true, repeated };
      if (condition && isOutdated(answer)) return { written: false, repeated };
      if (condition && status === 501) throw unconditional(location);
      throw refusalOf(request, location, answer);
    },
  };
}

/**
 * 409 is a write at the same moment; 404 is an object that was to be replaced and is no longer there (Amazon S3, doc).
 */
function isOutdated({ status, body }: S3Answer): boolean {
  return status === 412 || status === 409 || (status === 404 && s3Code(body) === "NoSuchKey");
}

/** The service cannot keep two machines apart. */
export function unconditional({ text }: S3Location): BaselineError {
  return new BaselineError(
    "BASELINE_UNCONDITIONAL",
    `The service of ${text} does not honour If-Match and If-None-Match, so two machines could ` +
      "overwrite each other's baseline and lose purges.",
    {
      next:
        "Keep the baseline on a service that honours conditional writes, or in a file that everything " +
        "which deploys shares.",
    },
  );
}

function refusalOf(request: S3Request, location: S3Location, { status, body }: S3Answer): BaselineError {
  const code = s3Code(body);
  return refusal(request, location, `HTTP ${status}${code === undefined ? "" : ` ${code}`}.`, s3Advice(status, code));
}

function refusal({ method }: S3Request, { text }: S3Location, why: string, next: string): BaselineError {
  return method === "GET"
    ? new BaselineError("BASELINE_UNREADABLE", `The baseline ${text} cannot be read: ${why}`, { next })
    : new BaselineError("BASELINE_UNWRITABLE", `The baseline ${text} cannot be written: ${why}`, { next });
}

/**
 * What an S3 service says besides its status: the code in its XML. Its words are left out: they can hold the access
 * key.
 */
function s3Code(body: Uint8Array): string | undefined {
  return /<Code>\s*([A-Za-z0-9._-]{1,80})\s*<\/Code>/.exec(new TextDecoder().decode(body.subarray(0, 20_000)))?.[1];
}

/** What to do about a refusal. */
function s3Advice(status: number, code: string | undefined): string {
  return (code === undefined ? undefined : advice.get(code)) ?? adviceByStatus(status);
}

const wrongKeys =
  "Check the keys: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY where they are set, else those of the " +
  "edge; and that the region is the bucket's.";

const advice: ReadonlyMap<string, string> = new Map([
  ["NoSuchBucket", "Create the bucket, or mend its name, the region or the endpoint."],
  [
    "AccessDenied",
    "Allow the keys to read and write this object, and to list the bucket: without that an object " +
      "that does not exist is denied as well.",
  ],
  ["InvalidAccessKeyId", wrongKeys],
  ["SignatureDoesNotMatch", wrongKeys],
  ["AuthorizationHeaderMalformed", "The region is likely not the bucket's: give its own with ?region=…."],
  ["PermanentRedirect", "The bucket lies in another region: give it with ?region=…."],
  ["RequestTimeTooSkewed", "Set this machine's clock: it is more than fifteen minutes off."],
  ["ExpiredToken", "Get new temporary keys."],
]);

function adviceByStatus(status: number): string {
  if (status === 401 || status === 403) return wrongKeys;
  if (status >= 500 || status === 429) return "Run again later.";
  return "Check bucket, key, region and endpoint of the baseline.";
}
