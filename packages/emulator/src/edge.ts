import type { IncomingMessage, ServerResponse } from "node:http";
import type { Cache, CacheAnswer, EdgeObject } from "./cache.ts";
import type { Clock } from "./options.ts";
import { textAnswer, type Origin, type OriginAnswer } from "./origin.ts";

export interface EdgeContext {
  readonly cache: Cache;
  readonly clock: Clock;
  /** The origin as of now; `undefined` if none was given yet. */
  origin(): Origin | undefined;
  /** Drops what finished purges cover. */
  applyPurges(): void;
}

/** One visitor's request to an edge. */
export async function handleVisit(
  context: EdgeContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, url = "" } = request;
  const isVisit = (method === "GET" || method === "HEAD") && url.startsWith("/");
  const { object, hit } = isVisit ? await look(context, url) : notServed(context.clock.now());
  const now = context.clock.now();
  response.writeHead(object.status, {
    ...object.headers,
    date: new Date(now).toUTCString(),
    "content-length": object.body.length,
    "x-cache": hit ? "HIT" : "MISS",
    ...(hit && { age: String(Math.max(0, Math.floor((now - object.storedAt) / 1000))) }),
  });
  response.end(method === "HEAD" ? undefined : object.body);
}

function look(context: EdgeContext, url: string): Promise<CacheAnswer> {
  context.applyPurges();
  return context.cache.get(url, async (requestTarget): Promise<EdgeObject> => {
    const answer = await askOrigin(context.origin(), requestTarget);
    return { ...answer, storedAt: context.clock.now() };
  });
}

/** An origin that cannot be reached is a 502, which no cache keeps. */
async function askOrigin(origin: Origin | undefined, requestTarget: string): Promise<OriginAnswer> {
  if (!origin) return textAnswer(502, "This edge has no origin yet: give one with --origin or setOrigin().");
  try {
    return await origin(requestTarget);
  } catch (error) {
    return textAnswer(502, `The origin failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function notServed(storedAt: number): CacheAnswer {
  return { object: { ...textAnswer(405, "An edge answers GET and HEAD of a path."), storedAt }, hit: false };
}
