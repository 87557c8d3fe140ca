import { BaselineError } from "../baseline/baseline-error.ts";
import type { Baseline } from "../baseline/baseline.ts";
import { loadBaseline } from "../baseline/stored-baseline.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import type { Settings } from "../options/settings.ts";
import { type Finding, good, notice, problem } from "./finding.ts";

export interface BaselineQuestion {
  readonly store: BaselineStore;
  readonly settings: Pick<Settings, "edgeIds" | "onMissingBaseline">;
  /** Whether it lies on this machine, and the machine is thrown away. */
  readonly isForgotten: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const day = 24 * 60 * 60_000;
/** A site that is not deployed for so long is rare; a baseline that its deploys no longer use is less so. */
const old = 30 * day;

/** Whether the baseline can be read, what it says, and whether it is the one that everybody uses. Only reads. */
export async function examineBaseline({
  store,
  settings,
  isForgotten,
  now,
}: BaselineQuestion): Promise<readonly Finding[]> {
  const examined = await examineStored(store, settings, now);
  if (!isForgotten) return examined;
  const forgotten = problem(
    "BASELINE_FORGOTTEN",
    `The baseline ${store.location} lies on a CI machine, which likely forgets it: then every ` +
      "run starts from nothing, or from an older one out of a cache, and misses purges.",
    'Keep it where all deploys find it, such as baseline: "s3://bucket/key".',
  );
  return [forgotten, ...examined];
}

async function examineStored(
  store: BaselineStore,
  settings: BaselineQuestion["settings"],
  now: number,
): Promise<readonly Finding[]> {
  try {
    const { baseline, whyMissing, stored } = await loadBaseline(store);
    if (baseline) return [...examineContents(baseline, store.location, settings), ...examineAge(now, stored?.savedAt)];
    const what = `There is no usable baseline ${store.location}: ${whyMissing}.`;
    const next =
      `The next run follows onMissingBaseline ("${settings.onMissingBaseline}"). To record what the ` +
      "edge serves now without a purge, use run --adopt.";
    return [stored === undefined ? notice("BASELINE_MISSING", what, next) : problem("BASELINE_UNUSABLE", what, next)];
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    return [problem(error.code, error.message, error.next)];
  }
}

function examineAge(now: number, savedAt: number | undefined): readonly Finding[] {
  if (savedAt === undefined || now - savedAt < old) return [];
  return [
    notice(
      "BASELINE_OLD",
      `The baseline was last written ${Math.floor((now - savedAt) / day)} days ago. Deploys since ` +
        "then did not use it, if there were any.",
      "Let everything that deploys share this one baseline.",
    ),
  ];
}

function examineContents(
  { edges }: Baseline,
  location: string,
  { edgeIds }: Pick<Settings, "edgeIds">,
): readonly Finding[] {
  const entries = [...edges.values()].flatMap(({ paths }) => [...paths.values()]);
  const unsettled = entries.filter(({ state }) => state === "unsettled").length;
  const missing = edgeIds.filter((edgeId) => !edges.has(edgeId));
  const findings = [good("BASELINE", `The baseline ${location} can be read; it knows ${entries.length} paths.`)];
  if (missing.length > 0) {
    findings.push(
      notice(
        "BASELINE_LACKS_EDGE",
        `The baseline knows nothing of edge ${missing.join(", ")}.`,
        "The next run follows onMissingBaseline for it.",
      ),
    );
  }
  if (unsettled > 0) {
    findings.push(
      notice(
        "BASELINE_UNSETTLED",
        `${unsettled} paths wait for a purge.`,
        "The next run, or send, purges them. If they stay, its report says what they wait for.",
      ),
    );
  }
  return findings;
}
