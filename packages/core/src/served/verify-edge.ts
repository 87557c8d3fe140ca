import type { PurgeReceipt } from "../client/receipts.ts";
import type { VerifySettings } from "../options/settings.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import type { Waiting } from "../plan/waiting.ts";
import { acceptedPaths } from "../report/outcome.ts";
import type { Warning } from "../system/logger.ts";
import { listFew } from "../system/shorten.ts";
import type { ProbeTools } from "./ask-origin.ts";
import { type EdgeCheck, edgeChecks } from "./edge-checks.ts";
import { describeAnswer, describeCaching } from "./fetch-served.ts";
import { pollServed, type Unserved } from "./poll-served.ts";

/** Milliseconds that a completed purge may take to be seen everywhere before it is asked for again (a guess). */
const settlingTime = 10_000;

export interface VerifyQuestion {
  readonly plan: PurgePlan;
  readonly manifest: AssetManifest;
  readonly receipts: readonly PurgeReceipt[];
  readonly waiting: Waiting;
  /** Sends URLs a second time, by edge, and waits until they are completed. */
  readonly repurge: (urls: ReadonlyMap<number, readonly string[]>) => Promise<void>;
}

/**
 * Checks that the edge serves what a completed purge should have brought. What it does not serve is purged once more;
 * what it still does not serve when the time is over is told with its age and cache headers.
 *
 * @returns the paths of which a URL is stale, or could not be asked for
 */
export async function verifyEdge(
  { plan, manifest, receipts, waiting, repurge }: VerifyQuestion,
  { url, timeout }: VerifySettings,
  { tell, warn, words, signal, deadline: last, ...ports }: ProbeTools,
): Promise<ReadonlySet<AssetPath>> {
  const checks = edgeChecks(plan.edges, (edge) => acceptedPaths(edge, receipts, waiting), manifest, url);
  if (checks.length === 0) return new Set();

  const deadline = ports.clock.now() + timeout;
  const poll = (asked: readonly EdgeCheck[], milliseconds: number) =>
    pollServed(
      asked,
      {
        timeout: milliseconds,
        signal,
        deadline: last,
        onWait: ({ milliseconds: pause, unserved }) => tell(words.edgeWait(pause, unserved, checks.length)),
      },
      ports,
    );

  let stale = await poll(checks, Math.min(settlingTime, timeout));
  if (stale.length > 0 && !signal?.aborted) {
    tell(words.purgingAgain(stale.length));
    await repurge(urlsByEdge(plan, stale));
    stale = await poll(
      stale.map(({ check }) => check),
      Math.max(0, deadline - ports.clock.now()),
    );
  }
  if (stale.length === 0) tell(words.verified(url, checks.length));
  else warn(staleWarning(stale));
  return new Set(stale.map(({ check }) => check.assetPath));
}

function urlsByEdge(
  { edges }: PurgePlan,
  stale: readonly Unserved<EdgeCheck>[],
): ReadonlyMap<number, readonly string[]> {
  const isStale = new Set(stale.flatMap(({ check }) => check.targets));
  return new Map(
    edges.map(({ edgeId, purges }) => [
      edgeId,
      [...new Set(purges.flatMap(({ urls }) => urls))].filter((url) => isStale.has(url)),
    ]),
  );
}

function staleWarning(stale: readonly Unserved<EdgeCheck>[]): Warning {
  const few = listFew(
    stale.map(({ check, answer }) => {
      const caching = describeCaching(answer);
      return `${check.url} (${describeAnswer(answer)}${caching === "" ? "" : `; ${caching}`})`;
    }),
  );
  return {
    code: "EDGE_STALE",
    message:
      `The edge does not serve the new bytes: ${few}. The next run purges them again. If it stays, the ` +
      "origin may be old, or something before the edge keeps them.",
  };
}
