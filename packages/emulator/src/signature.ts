import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { EmulatorCredentials } from "./options.ts";

/** What signature v2 signs besides the keys. */
export interface SignedParts {
  readonly method: string;
  /** Path and query, byte for byte as they stand on the request line. */
  readonly requestTarget: string;
  /** The digits of the `x-ncp-apigw-timestamp` header. */
  readonly timestamp: string;
}

/** The gateway refuses a timestamp that is this many milliseconds or more away from its clock (documented). */
const furthestTimestamp = 5 * 60_000;

/** The base64 signature the gateway expects (documented; checked against known answers). */
export function expectedSignature(parts: SignedParts, credentials: EmulatorCredentials): string {
  const message = `${parts.method} ${parts.requestTarget}\n${parts.timestamp}\n${credentials.accessKey}`;
  // Node hands over the request line as one character a byte, so latin1 gives back the bytes that came.
  return createHmac("sha256", credentials.secretKey).update(message, "latin1").digest("base64");
}

/**
 * Why the gateway would refuse this request, for people who read the emulator's log; `undefined` if it is signed as it
 * should be. A client is never told, as with the real gateway.
 */
export function authenticationMistake(
  method: string,
  requestTarget: string,
  headers: IncomingHttpHeaders,
  credentials: EmulatorCredentials,
  now: number,
): string | undefined {
  const timestamp = headers["x-ncp-apigw-timestamp"];
  const accessKey = headers["x-ncp-iam-access-key"];
  const signature = headers["x-ncp-apigw-signature-v2"];
  if (typeof accessKey !== "string") return "the header x-ncp-iam-access-key is missing";
  if (typeof timestamp !== "string") return "the header x-ncp-apigw-timestamp is missing";
  if (typeof signature !== "string") return "the header x-ncp-apigw-signature-v2 is missing";
  if (!sameText(accessKey, credentials.accessKey)) return "the access key is not the emulator's";
  if (!/^\d{1,15}$/.test(timestamp)) return "the timestamp is not in milliseconds since the epoch";
  const ahead = Number(timestamp) - now;
  if (Math.abs(ahead) >= furthestTimestamp) {
    return `the timestamp is ${Math.abs(ahead)} ms ${ahead > 0 ? "ahead of" : "behind"} the emulator's clock`;
  }
  const expected = expectedSignature({ method, requestTarget, timestamp }, credentials);
  return sameText(signature, expected)
    ? undefined
    : "the signature is wrong: other secret key, method or request target";
}

/** Compares in a time that says nothing about where two texts of equal length differ. */
function sameText(left: string, right: string): boolean {
  const leftBytes = Buffer.from(left);
  const rightBytes = Buffer.from(right);
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
