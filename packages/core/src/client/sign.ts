import { createHmac } from "node:crypto";
import type { Secret } from "../system/secret.ts";
import type { EdgeRequest } from "./request.ts";

/** A key pair of an account or sub-account. */
export interface Credentials {
  readonly accessKey: string;
  readonly secretKey: Secret;
}

/** A request that is ready to go out. Valid for five minutes around its timestamp (doc). */
export interface SignedRequest extends EdgeRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Signs a request with signature v2 (doc, and known answers). The body is not part of it.
 *
 * @param timestamp milliseconds since the epoch, by the API's clock
 */
export function signRequest(request: EdgeRequest, credentials: Credentials, timestamp: number): SignedRequest {
  const { accessKey, secretKey } = credentials;
  const message = messageToSign(request, timestamp, accessKey);
  return {
    ...request,
    headers: {
      accept: "application/json",
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      "x-ncp-apigw-timestamp": String(timestamp),
      "x-ncp-iam-access-key": accessKey,
      // The key is text even where it looks like base64.
      "x-ncp-apigw-signature-v2": createHmac("sha256", secretKey.reveal()).update(message).digest("base64"),
    },
  };
}

/** The text that is signed: the request target byte for byte as it goes out, no host, no line break at the end. */
export function messageToSign(
  { method, requestTarget }: Pick<EdgeRequest, "method" | "requestTarget">,
  timestamp: number,
  accessKey: string,
): string {
  return `${method} ${requestTarget}\n${timestamp}\n${accessKey}`;
}

/**
 * What is wrong with a key pair, as words that follow "The access key" or "The secret key"; `undefined` where it can be
 * sent.
 *
 * An access key goes into a header. A secret key may be any text, but one with blanks or quotation marks around it was
 * pasted with them. Neither key's own text is in the words: people paste the two the wrong way round.
 */
export function credentialsMistake(
  accessKey: unknown,
  secretKey: unknown,
): { readonly key: "access" | "secret"; readonly what: string } | undefined {
  // Plain JavaScript hands over undefined where an environment variable is not set.
  if (typeof accessKey !== "string" || !/^[\x21-\x7e]+$/u.test(accessKey)) {
    return { key: "access", what: "is empty, or has a space, a line break or a letter beyond ASCII in it" };
  }
  if (typeof secretKey !== "string" || secretKey === "" || secretKey !== secretKey.trim()) {
    return { key: "secret", what: "is empty, or has a space or a line break at its start or end" };
  }
  if (isQuoted(accessKey)) return { key: "access", what: "begins or ends with a quotation mark" };
  return isQuoted(secretKey) ? { key: "secret", what: "begins or ends with a quotation mark" } : undefined;
}

function isQuoted(key: string): boolean {
  return /^["']|["']$/u.test(key);
}
