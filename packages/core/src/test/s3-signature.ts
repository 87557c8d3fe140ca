import { createHash, createHmac } from "node:crypto";

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface S3KeyPair {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken?: string;
}

const fifteenMinutes = 15 * 60_000;

/**
 * Checks a request's signature version 4 (Amazon S3, doc), written for tests and independent of the library that signs.
 *
 * @param now milliseconds since the epoch
 * @returns the error code that S3 answers with, or `undefined` where the signature is good
 */
export function signatureMistake(
  request: ReceivedRequest,
  region: string,
  keys: S3KeyPair,
  now: number,
): string | undefined {
  const { headers, body } = request;
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers["authorization"] ?? "",
    );
  if (!parts) return "AccessDenied";
  const [, accessKey, day = "", signedRegion, signedHeaders = "", signature] = parts;
  if (accessKey !== keys.accessKey) return "InvalidAccessKeyId";
  if (signedRegion !== region) return "AuthorizationHeaderMalformed";
  if (headers["x-amz-security-token"] !== keys.sessionToken) return "InvalidToken";

  const names = signedHeaders.split(";");
  const mustBeSigned = Object.keys(headers).filter(
    (name) => name === "host" || name.startsWith("x-amz-") || name.startsWith("if-"),
  );
  if (
    mustBeSigned.some((name) => !names.includes(name)) ||
    names.some((name, at) => at > 0 && name <= (names[at - 1] ?? ""))
  ) {
    return "AccessDenied";
  }
  const date = headers["x-amz-date"] ?? "";
  if (!/^\d{8}T\d{6}Z$/.test(date) || !date.startsWith(day)) return "AccessDenied";
  const signedAt = Date.parse(date.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z"));
  if (Math.abs(now - signedAt) > fifteenMinutes) return "RequestTimeTooSkewed";
  if (headers["x-amz-content-sha256"] !== sha256(body)) return "XAmzContentSHA256Mismatch";

  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonicalRequest(request, names))].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<Buffer | string>(hmac, `AWS4${keys.secretKey}`);
  return hmac(key, text).toString("hex") === signature ? undefined : "SignatureDoesNotMatch";
}

function canonicalRequest({ method, target, headers }: ReceivedRequest, names: readonly string[]): string {
  const [path = "", query = ""] = target.split("?");
  const parameters = query
    .split("&")
    .filter((parameter) => parameter !== "")
    .map((parameter) => (parameter.includes("=") ? parameter : `${parameter}=`));
  return [
    method,
    path
      .split("/")
      .map((segment) => encode(decodeURIComponent(segment)))
      .join("/"),
    parameters.toSorted().join("&"),
    ...names.map((name) => `${name}:${(headers[name] ?? "").trim().replaceAll(/ +/g, " ")}`),
    "",
    names.join(";"),
    headers["x-amz-content-sha256"],
  ].join("\n");
}

/** Everything but letters, digits and `-._~` is encoded, byte by byte. */
function encode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      /[A-Za-z0-9\-._~]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    )
    .join("");
}

function sha256(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
