import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import type { Fault } from "./faults.ts";

/** Writes an answer, as damaged as the fault wants it. `now` is the emulator's time, for the `Date` header. */
export function respond(response: ServerResponse, answer: Answer, fault: Fault, now: number): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    date: new Date(now + (fault.dateOffset ?? 0)).toUTCString(),
    "content-length": body.length,
    ...answer.headers,
  });
  if (fault.truncate !== true) {
    response.end(body);
    return;
  }
  // What was written goes out first: the client must see the head and half of the body before the end.
  response.write(body.subarray(0, body.length >> 1), () => response.socket?.end());
}
