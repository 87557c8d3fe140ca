import type { Http } from "../net/http.ts";
import type { UnlistedQueries } from "../output/framework-row.ts";
import { describeCaching, fetchServed, type Served } from "../served/fetch-served.ts";
import type { System } from "../system/system.ts";
import { type Finding, good, notice, problem } from "./finding.ts";

export interface CacheKeyQuestion {
  /** Of a file behind the edge, without a query. */
  readonly url: string;
  /** With which queries clients ask that nobody can list, where the site's framework is one of those. */
  readonly unlisted: UnlistedQueries | undefined;
  readonly http: Http;
}

/** Milliseconds. */
const timeout = 10_000;
/** Caches tell the age of what they have kept in whole seconds. */
const untilOld = 1100;

/**
 * Whether a URL with two queries is one object of the edge or two. One query is asked for twice, so that it is kept and
 * said to be, and then another one: if that is kept, too, though nobody ever asked for it, the edge ignores queries.
 */
export async function examineCacheKey(
  { url, unlisted, http }: CacheKeyQuestion,
  { clock, random, signal }: Pick<System, "clock" | "random" | "signal">,
): Promise<readonly Finding[]> {
  const parameter = unlisted?.parameter ?? "global-edge-purge";
  const mark = random().toString(36).slice(2, 10).padEnd(8, "0");
  const ask = async (value: string): Promise<Answer> => {
    const asked = `${url}?${parameter}=${value}`;
    const answer = await fetchServed(asked, http, { headers: {}, timeout, ...(signal && { signal }) });
    // Where it redirects, the query may be lost on the way.
    return "status" in answer && answer.status === 200 && answer.url === asked ? answer : undefined;
  };
  await ask(`${mark}a`);
  let again = await ask(`${mark}a`);
  if (!isKept(again)) {
    await clock.sleep(untilOld, signal);
    again = await ask(`${mark}a`);
  }
  const other = await ask(`${mark}b`);
  if (!isKept(again) || !other) return unlisted ? [unknown(url, again, unlisted)] : [];
  if (isKept(other)) {
    return [good("CACHE_KEY", `The edge ignores queries in its cache key: ${url} is one object, whatever the query.`)];
  }
  const counts = `The edge counts queries into its cache key: ${url} is another object with each`;
  if (!unlisted) return [good("CACHE_KEY", `${counts}, of which queries lists those to purge.`)];
  return [
    problem(
      "QUERIES_IN_CACHE_KEY",
      `${counts}, and ${unlisted.says}, so nobody can list what to purge.`,
      "Have the edge ignore queries in its cache key, or visitors who click get old pages.",
    ),
  ];
}

function unknown(url: string, answer: Answer, { says }: UnlistedQueries): Finding {
  const said = describeCaching(answer);
  return notice(
    "CACHE_KEY_UNKNOWN",
    "Whether the edge counts queries into its cache key cannot be told: asked for the same twice, " +
      `${url} says ${said === "" ? "nothing of a cache" : said}.`,
    `Look at the edge's settings: it is to ignore queries, since ${says}.`,
  );
}

/** What a URL served, if it did. */
type Answer = Served | undefined;

/** Whether an answer says that it was kept. Some caches tell an age alone, and of what they just fetched none, or 0. */
function isKept(answer: Answer): boolean {
  if (!answer) return false;
  const { headers } = answer;
  const word = headers["x-cache"] ?? headers["x-cache-status"];
  return word === undefined ? Number(headers["age"] ?? 0) > 0 : /hit/iu.test(word);
}
