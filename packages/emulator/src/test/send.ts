import { request, type IncomingHttpHeaders } from "node:http";
import { expectedSignature } from "../signature.ts";
import { emulatorCredentials, type EmulatorCredentials } from "../options.ts";

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Sent {
  /** Default: POST with a body, GET without. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends a request whose target goes out byte for byte, which `fetch` does not promise. */
export function send(baseUrl: string, requestTarget: string, sent: Sent = {}): Promise<Received> {
  const { body, headers = {}, method = body === undefined ? "GET" : "POST" } = sent;
  return new Promise((resolve, reject) => {
    const options = { path: requestTarget, method, headers, agent: false } as const;
    const outgoing = request(baseUrl, options, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("error", reject);
      response.on("end", () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(pieces).toString("utf8"),
        });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

export interface SentToApi extends Sent {
  readonly credentials?: EmulatorCredentials;
  /** Milliseconds since the epoch, as the client believes. Default: the system clock. */
  readonly now?: number;
}

/** Sends a signed request. An object as body goes out as JSON. */
export function sendSigned(apiUrl: string, requestTarget: string, sent: SentToApi = {}): Promise<Received> {
  const { credentials = emulatorCredentials, now = Date.now(), body } = sent;
  const method = sent.method ?? (body === undefined ? "GET" : "POST");
  const timestamp = String(now);
  return send(apiUrl, requestTarget, {
    ...sent,
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      "x-ncp-apigw-timestamp": timestamp,
      "x-ncp-iam-access-key": credentials.accessKey,
      "x-ncp-apigw-signature-v2": expectedSignature({ method, requestTarget, timestamp }, credentials),
      ...sent.headers,
    },
  });
}

/** Asks for a purge with a body of any form. */
export function sendPurge(apiUrl: string, body: unknown, sent: SentToApi = {}): Promise<Received> {
  return sendSigned(apiUrl, "/api/v1/purge", { ...sent, body: JSON.stringify(body) });
}
