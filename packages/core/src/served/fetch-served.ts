import { createHash } from "node:crypto";
import { decoded, isBrokenEncoding } from "../net/content-encoding.ts";
import { type Http, HttpError, type HttpResponse } from "../net/http.ts";
import type { Digest } from "../output/manifest.ts";
import { messageOf } from "../system/errors.ts";

/** What a URL serves. */
export interface Served {
  /** Where redirects led, if there were any. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: HttpResponse["headers"];
  /** Of the bytes as they came and, where a content encoding was undone, of those. */
  readonly digests: readonly Digest[];
}

/** Why nothing can be said about a URL, in words. */
export interface Unknown {
  readonly problem: string;
}

export interface FetchOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds for each request. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** A host that redirects further goes round in circles. */
const mostRedirects = 5;

/**
 * Asks a URL for its bytes and digests them without keeping them. Redirects are followed as long as they stay on the
 * same scheme, host and port: hosts with clean URLs send `/about/index.html` to `/about/`.
 *
 * @throws the signal's reason where it aborts; nothing else that a host can cause
 */
export async function fetchServed(url: string, http: Http, options: FetchOptions): Promise<Served | Unknown> {
  let at = new URL(url);
  try {
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const response = await http({
        method: "GET",
        url: at.href,
        timeout: options.timeout,
        signal: options.signal,
        headers: { accept: "*/*", ...options.headers, "accept-encoding": "identity" },
      });
      const { status, headers } = response;
      const location = redirectStatuses.has(status) ? headers["location"] : undefined;
      if (location === undefined) return { url: at.href, status, headers, digests: await digestBody(response) };
      await response.discard();
      if (!URL.canParse(location, at.href)) return { problem: "it redirects to what is no URL" };
      const next = new URL(location, at);
      if (next.origin !== at.origin) return { problem: `it redirects to another place, ${next.origin}` };
      at = next;
    }
    return { problem: `it redirects more than ${mostRedirects} times` };
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    if (error instanceof HttpError) return { problem: error.message };
    // What zlib says of bytes that are not what the header promised has a code of its own.
    if (isBrokenEncoding(error)) return { problem: `its content encoding cannot be undone (${messageOf(error)})` };
    throw error;
  }
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

async function digestBody({ headers, body }: HttpResponse): Promise<readonly Digest[]> {
  const raw = createHash("sha256");
  const plain = createHash("sha256");
  async function* digested() {
    for await (const part of body) {
      raw.update(part);
      yield part;
    }
  }
  const parts = decoded(digested(), headers["content-encoding"]) ?? digested();
  for await (const part of parts) plain.update(part);
  return [...new Set([raw.digest("hex"), plain.digest("hex")])];
}

/** Headers that say where an answer came from and how long it may be kept. */
const cacheHeaders = ["age", "cache-control", "expires", "last-modified", "etag", "x-cache", "x-cache-status", "via"];

/** Why a URL does not serve what it should, in a few words: `other bytes`, `HTTP 404`, … */
export function describeAnswer(answer: Served | Unknown | undefined): string {
  if (!answer) return "not asked";
  if ("problem" in answer) return answer.problem;
  return answer.status === 200 ? "other bytes" : `HTTP ${answer.status}`;
}

/**
 * What an answer says of its age and its caches: `age: 3600, cache-control: max-age=604800`; empty where it says
 * nothing.
 */
export function describeCaching(answer: Served | Unknown | undefined): string {
  if (!answer || "problem" in answer) return "";
  return cacheHeaders
    .flatMap((name) => {
      const value = answer.headers[name];
      return value === undefined ? [] : [`${name}: ${value.replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, 100)}`];
    })
    .join(", ");
}
