import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { Answer } from "./answer.ts";
import type { Fault } from "./faults.ts";

const encoders = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

/** How a body may be compressed, by the name that `Content-Encoding` has for it. */
export type ContentEncoding = keyof typeof encoders;

/** Writes an answer, as damaged as the fault wants it. `now` is the emulator's time, for the `Date` header. */
export function respond(response: ServerResponse, answer: Answer, fault: Fault, now: number): void {
  const { contentEncoding } = fault;
  const plain = Buffer.from(answer.body);
  const body = contentEncoding === undefined ? plain : encoders[contentEncoding](plain);
  response.writeHead(answer.status, {
    date: new Date(now + (fault.dateOffset ?? 0)).toUTCString(),
    "content-length": body.length,
    ...answer.headers,
    ...(contentEncoding !== undefined && { "content-encoding": contentEncoding }),
  });
  const half = body.subarray(0, body.length >> 1);
  if (fault.stall === "in-body") {
    response.flushHeaders();
    response.write(half);
  } else if (fault.truncate === "reset") {
    const reset = () => response.socket?.resetAndDestroy();
    response.write(half, () => void Promise.resolve(fault.until?.()).then(reset, reset));
  } else if (fault.truncate === true) {
    // What was written goes out first: the client must see the head and half of the body before the end.
    response.write(half, () => response.socket?.end());
  } else {
    response.end(body);
  }
}
