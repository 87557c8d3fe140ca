import type { Http } from "../net/http.ts";
import type { Digest } from "../output/manifest.ts";
import type { Clock } from "../system/clock.ts";
import { fetchServed, type Served, type Unknown } from "./fetch-served.ts";

/** A URL and what must be said of its answer. */
export interface ServedCheck {
  readonly url: string;
  /** The same file's URL in other spellings, asked with it. */
  readonly otherSpellings?: readonly string[];
  /** Bytes that each is expected to serve: a large file may take its time. */
  readonly size: number;
  /** @param others the answers of the other spellings */
  readonly isServed: (served: Served, others: readonly Served[]) => boolean;
}

/** A check that did not come true, with the last answer; none where there was no time to ask. */
export interface Unserved<Check extends ServedCheck> {
  readonly check: Check;
  readonly answer?: Served | Unknown;
}

export interface PollOptions {
  /** Milliseconds; 0 asks each URL once at most. */
  readonly timeout: number;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /**
   * When requests under way are given up, in milliseconds since the epoch. The first round has a second all the same.
   */
  readonly deadline?: number | undefined;
  /** Told before each pause. */
  readonly onWait?: (wait: { readonly milliseconds: number; readonly unserved: number }) => void;
}

export interface ProbePorts {
  readonly http: Http;
  readonly clock: Clock;
}

/** Requests under way at once. */
const mostAtOnce = 8;
/** Milliseconds for an answer at least, and for each megabyte of it. */
const leastTime = 10_000;
const timePerMegabyte = 2000;
/** Milliseconds for an answer at most, unless it is large and there is more time: one that hangs must not use it up. */
const mostTime = 60_000;
/** Milliseconds before the second round, doubled for each round after it up to the second number. */
const firstPause = 1000;
const longestPause = 15_000;
/**
 * Where so many answers in a row say no and none says yes, the deploy has not come this far: asking for the rest is
 * idle.
 */
const mostInVain = 24;

/**
 * Asks URLs, round after round with growing pauses, until all checks came true or the time is over. What could not be
 * asked counts as not served: nobody knows.
 *
 * @returns the checks that did not come true, in the order given
 */
export async function pollServed<Check extends ServedCheck>(
  checks: readonly Check[],
  { timeout, headers = {}, signal, deadline: last = Infinity, onWait = () => {} }: PollOptions,
  { http, clock }: ProbePorts,
): Promise<readonly Unserved<Check>[]> {
  const deadline = clock.now() + timeout;
  const end = Math.max(last, clock.now() + 1000);
  const unserved = new Map<Check, Unserved<Check>>(checks.map((check) => [check, { check }]));

  const askRound = async () => {
    let inVain = 0;
    let anyServed = false;
    await inParallel([...unserved.keys()], mostAtOnce, async (check) => {
      // The last round begins when the time is over. It may take as long as an answer, and then stops where it is.
      const isLate = timeout > 0 && clock.now() >= deadline + leastTime;
      if (signal?.aborted || isLate || clock.now() >= end || (!anyServed && inVain >= mostInVain)) return;
      const needed = leastTime + (check.size / 1_000_000) * timePerMegabyte;
      const patience = Math.min(needed, Math.max(mostTime, timeout));
      const left = Math.max(patience, Math.min(mostTime, deadline - clock.now()));
      const ask = (url: string) =>
        fetchServed(url, http, { headers, timeout: Math.min(left, end - clock.now()), signal });
      const answer = await ask(check.url);
      const others = await askInTurn(check.otherSpellings ?? [], ask);
      const problem = [answer, ...others].find((one) => "problem" in one);
      // Asked ones go to the end, so that a round that stops early goes on with the others the next time.
      unserved.delete(check);
      if (isServed(check, answer, others)) {
        anyServed = true;
        return;
      }
      inVain++;
      unserved.set(check, { check, answer: problem ?? answer });
    });
  };

  try {
    await askRound();
    for (
      let pause = firstPause;
      unserved.size > 0 && clock.now() < deadline;
      pause = Math.min(2 * pause, longestPause)
    ) {
      const milliseconds = Math.min(pause, deadline - clock.now());
      onWait({ milliseconds, unserved: unserved.size });
      await clock.sleep(milliseconds, signal);
      await askRound();
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
  return checks.flatMap((check) => unserved.get(check) ?? []);
}

async function askInTurn<Answer>(
  urls: readonly string[],
  ask: (url: string) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const url of urls) answers.push(await ask(url));
  return answers;
}

function isServed(check: ServedCheck, answer: Served | Unknown, others: readonly (Served | Unknown)[]): boolean {
  const known = others.filter((one) => "digests" in one);
  return "digests" in answer && known.length === others.length && check.isServed(answer, known);
}

/**
 * Whether a file is served: under one of its spellings with its bytes, and under the others with those or not at all.
 * Instead of nothing they may serve what else the build has: a fallback page, or another file that is called so.
 *
 * @param answers of all spellings
 * @param digest the file's
 */
export function isFileServed(
  answers: readonly Served[],
  digest: Digest,
  isOfBuild: (digest: Digest) => boolean,
): boolean {
  const isThere = ({ status, digests }: Served) => status === 200 && digests.includes(digest);
  const isFine = ({ status, digests }: Served) => status !== 200 || digests.includes(digest) || digests.some(isOfBuild);
  return answers.some(isThere) && answers.every(isFine);
}

/**
 * Acts on all items, on at most `limit` of them at once, in their order. The first failure is thrown when all are over.
 */
async function inParallel<Item>(
  items: readonly Item[],
  limit: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const work = async () => {
    for (const item of queue) await act(item);
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, work));
  for (const worker of workers) if (worker.status === "rejected") throw worker.reason;
}
