import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import type { Clock } from "../system/clock.ts";
import { type S3KeyPair, signatureMistake } from "./s3-signature.ts";

export const s3Keys = { accessKey: "TESTS3ACCESSKEY00001", secretKey: "test+s3/secret=key0000000000000000000001" };
const region = "kr-standard";
const bucket = "site-state";

/** What happens to one request instead of, or besides, being carried out. */
type S3Fault =
  /** Refused before anything is done. */
  | { readonly status: number; readonly code?: string }
  /** The connection ends without an answer, before or after the request was carried out. */
  | "drop"
  | "drop-after";

export interface S3ServerOptions {
  readonly clock: Clock;
  readonly keys?: S3KeyPair;
  /** Conditions that are not looked at, as on a service that does not know them. */
  readonly ignores?: readonly ("if-match" | "if-none-match")[];
  /** Conditions are refused with 501 Not Implemented. */
  readonly implementsNoConditions?: boolean;
}

export interface S3Server {
  /** `s3://…` of an object here, as the option `baseline` takes it. */
  location(key: string): string;
  readonly objects: Map<string, Buffer>;
  /** Method, key and status of every request so far; `signature` where that was refused. */
  readonly log: readonly string[];
  /** Taken one by one by the next requests. */
  readonly faults: (S3Fault | undefined)[];
  /** Called before a request that is about to be carried out. */
  before?: (method: string, key: string) => void;
}

/**
 * An S3 service with one bucket that is as strict as Amazon's documentation: it checks signatures, digests of bodies
 * and conditions on PUT. Closed when the test ends.
 */
export async function startS3Server(options: S3ServerOptions): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const savedAt = new Map<string, number>();
  const log: string[] = [];
  const faults: (S3Fault | undefined)[] = [];

  const answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const { method = "", url: target = "" } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const [, name, ...rest] = (target.split("?")[0] ?? "").split("/").map(decodeURIComponent);
    const key = rest.join("/");
    const fault = faults.shift();
    const reply = (status: number, code?: string, bytes?: Buffer) => {
      log.push([method, key, status, code].filter((part) => part !== undefined).join(" "));
      if (fault === "drop-after") return request.socket.destroy();
      const object = objects.get(key);
      if (object && status === 200) {
        response.setHeader("etag", etagOf(object));
        response.setHeader("last-modified", new Date(savedAt.get(key) ?? 0).toUTCString());
      }
      response.writeHead(status, { "content-type": "application/xml" });
      const xml =
        "<?xml " + `version="1.0"?><Error><Code>${code}</Code><Message>${headers["authorization"]}</Message></Error>`;
      return response.end(bytes ?? (code === undefined ? "" : xml));
    };

    if (fault === "drop") return request.socket.destroy();
    if (typeof fault === "object") return reply(fault.status, fault.code);
    const mistake = signatureMistake(
      { method, target, headers, body },
      region,
      options.keys ?? s3Keys,
      options.clock.now(),
    );
    if (mistake !== undefined) return reply(mistake === "AuthorizationHeaderMalformed" ? 400 : 403, mistake);
    if (name !== bucket) return reply(404, "NoSuchBucket");
    server.before?.(method, key);
    const object = objects.get(key);
    if (method === "GET") return object ? reply(200, undefined, object) : reply(404, "NoSuchKey");
    if (method !== "PUT") return reply(405, "MethodNotAllowed");

    const ignored = options.ignores ?? [];
    const ifMatch = ignored.includes("if-match") ? undefined : headers["if-match"];
    const ifNoneMatch = ignored.includes("if-none-match") ? undefined : headers["if-none-match"];
    if (options.implementsNoConditions && (ifMatch ?? ifNoneMatch) !== undefined) return reply(501, "NotImplemented");
    if (ifNoneMatch !== undefined && ifNoneMatch !== "*") return reply(501, "NotImplemented");
    if (ifNoneMatch !== undefined && object) return reply(412, "PreconditionFailed");
    if (ifMatch !== undefined && !object) return reply(404, "NoSuchKey");
    if (ifMatch !== undefined && object && etagOf(object) !== ifMatch) return reply(412, "PreconditionFailed");
    objects.set(key, body);
    savedAt.set(key, options.clock.now());
    return reply(200);
  };

  const http = createServer((request, response) => {
    void buffer(request).then((body) => answer(request, response, body));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
  const { port } = http.address() as AddressInfo;
  const server: S3Server = {
    objects,
    log,
    faults,
    location: (key) => `s3://${bucket}/${key}?region=${region}&endpoint=http://127.0.0.1:${port}`,
  };
  return server;
}

/** Amazon's, for an object that was uploaded in one piece. */
function etagOf(bytes: Buffer): string {
  return `"${createHash("md5").update(bytes).digest("hex")}"`;
}
