import type { Served, Unknown } from "./fetch-served.ts";

/** Headers that say where an answer came from and how long it may be kept. */
const cacheHeaders = ["age", "cache-control", "expires", "last-modified", "etag", "x-cache", "x-cache-status", "via"];

/** Why a URL does not serve what it should, in a few words: `other bytes`, `HTTP 404`, … */
export function describeAnswer(answer: Served | Unknown | undefined): string {
  if (!answer) return "not asked";
  if ("problem" in answer) return answer.problem;
  return answer.status === 200 ? "other bytes" : `HTTP ${answer.status}`;
}

/** What an answer says of its age and its caches: `age: 3600, cache-control: max-age=604800`; empty where it says nothing. */
export function describeCaching(answer: Served | Unknown | undefined): string {
  if (!answer || "problem" in answer) return "";
  return cacheHeaders
    .flatMap((name) => {
      const value = answer.headers[name];
      return value === undefined ? [] : [`${name}: ${value.replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, 100)}`];
    })
    .join(", ");
}
