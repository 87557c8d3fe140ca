import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Origin, OriginAnswer } from "./origin.ts";

/** The headers of the origin a visitor gets to see. Never a cookie: the edge serves one answer to everybody. */
const passedOn = ["cache-control", "content-encoding", "content-type", "etag", "last-modified", "location"];

/**
 * An origin behind http or https. A path in `base` goes before each request target. The target goes out byte for
 * byte, which is why this is not `fetch`: a URL object would normalise it.
 *
 * @param signal Ends requests under way when it aborts.
 */
export function urlOrigin(base: URL, signal: AbortSignal): Origin {
  const prefix = base.pathname.replace(/\/$/, "");
  const send = base.protocol === "https:" ? httpsRequest : httpRequest;
  return (requestTarget) =>
    new Promise<OriginAnswer>((resolve, reject) => {
      // A connection of its own for each request leaves no idle one open when the emulator closes.
      const options = { path: prefix + requestTarget, headers: { accept: "*/*" }, agent: false, signal } as const;
      const request = send(base, options, (response) => {
        readAll(response).then(
          (body) => resolve({ status: response.statusCode ?? 502, headers: keptHeaders(response.headers), body }),
          reject,
        );
      });
      request.on("error", reject);
      request.end();
    });
}

async function readAll(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of response as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of passedOn) {
    const value = headers[name];
    if (typeof value === "string") kept[name] = value;
  }
  return kept;
}
