import type { OriginSettings } from "../options/settings.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";
import { spellingsOf } from "../plan/encode-path.ts";
import type { EdgePlan } from "../plan/purge-plan.ts";
import type { Words } from "../report/english.ts";
import type { Warning } from "../system/logger.ts";
import { listFew } from "../system/shorten.ts";
import { describeAnswer } from "./fetch-served.ts";
import { gatedPaths, markerTells, originChecks, type OriginQuestion, waitingPaths } from "./origin-checks.ts";
import { pollServed, type ProbePorts, type ServedCheck, type Unserved } from "./poll-served.ts";

export interface ProbeTools extends ProbePorts {
  readonly signal?: AbortSignal | undefined;
  /** When the time for everything is over, in milliseconds since the epoch. */
  readonly deadline?: number | undefined;
  /** A line for people. */
  readonly tell: (text: string) => void;
  readonly warn: (warning: Warning) => void;
  readonly words: Pick<Words, "originWait" | "edgeWait" | "purgingAgain" | "verified">;
}

/** A browser's cache in between must not answer in the origin's place. */
const pastCaches = { "cache-control": "no-cache", pragma: "no-cache" };

/**
 * Which paths of a plan must wait for the origin. Asks it as long as `timeout` says.
 *
 * @param timeout milliseconds; 0 asks once
 */
export async function askOrigin(
  { edges, manifest, newNames }: Pick<OriginQuestion, "edges" | "manifest" | "newNames">,
  { url, marker, timeout }: OriginSettings,
  { tell, warn, words, signal, deadline, ...ports }: ProbeTools,
): Promise<ReadonlySet<AssetPath>> {
  const gated = gatedPaths(edges, manifest);
  if (gated.size === 0) return new Set();
  const unfit = marker === undefined ? undefined : unfitMarker(edges, manifest, marker);
  if (unfit) {
    warn(unfit);
    return gated;
  }
  const urlsOf = (assetPath: AssetPath) => {
    const [usual, ...others] = spellingsOf(assetPath);
    return [url + usual, ...others.map((spelling) => url + spelling)] as const;
  };
  const checks = originChecks({ edges, manifest, newNames, urlsOf, marker });
  const unserved = await pollServed(
    checks,
    {
      timeout,
      signal,
      deadline,
      headers: pastCaches,
      onWait: ({ milliseconds, unserved }) => tell(words.originWait(milliseconds, unserved, checks.length)),
    },
    ports,
  );
  if (unserved.length > 0 && !signal?.aborted) warn(behind(url, unserved, gated));
  return waitingPaths(
    unserved.map(({ check }) => check),
    { edges, manifest, marker },
  );
}

function unfitMarker(edges: readonly EdgePlan[], manifest: AssetManifest, marker: AssetPath): Warning | undefined {
  if (!manifest.has(marker)) {
    return {
      code: "ORIGIN_MARKER_MISSING",
      message:
        `The build has no file ${marker}, which origin.marker names, so nobody can tell whether the ` +
        "origin has this build. Let the build write it.",
    };
  }
  if (markerTells(edges, manifest, marker)) return undefined;
  return {
    code: "ORIGIN_MARKER_SAME",
    message:
      `${marker}, which origin.marker names, is the same as in the build before, or is not purged ` +
      "itself, so it cannot tell whether the origin has this one. Let each build write something else " +
      "into it.",
  };
}

function behind(
  url: string,
  unserved: readonly Unserved<ServedCheck & { readonly assetPath: AssetPath }>[],
  gated: ReadonlySet<AssetPath>,
): Warning {
  const held = unserved.find(({ check }) => !gated.has(check.assetPath))?.check.assetPath;
  const consequence =
    held === undefined
      ? "What needs it is not purged."
      : "Nothing is purged as long as an immutable name is missing that pages may refer to, such as " +
        `${held}: edges would keep the answer that it is not there. One that is never uploaded belongs ` +
        "in exclude; where the host changes bytes, give origin.marker.";
  const few = listFew(unserved.map(({ check, answer }) => `${check.assetPath} (${describeAnswer(answer)})`));
  return {
    code: "ORIGIN_BEHIND",
    message: `The origin ${url} does not serve this build yet: ${few}. ${consequence}`,
  };
}
