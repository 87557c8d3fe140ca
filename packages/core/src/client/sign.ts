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
