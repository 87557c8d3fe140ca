import type { IncomingMessage } from "node:http";

export interface ReceivedBody {
  /** At most `limit` bytes; the rest was read and thrown away. */
  readonly bytes: Buffer;
  readonly tooLarge: boolean;
}

/** Reads a body to its end, keeping no more than `limit` bytes, so that the client hears the answer in any case. */
export async function readBody(request: IncomingMessage, limit: number): Promise<ReceivedBody> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    if (length < limit) kept.push(piece.subarray(0, limit - length));
    length += piece.length;
  }
  return { bytes: Buffer.concat(kept), tooLarge: length > limit };
}
