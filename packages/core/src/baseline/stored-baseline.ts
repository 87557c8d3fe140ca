import type { BaselineStore, StoredText } from "../options/baseline-store.ts";
import type { Clock } from "../system/clock.ts";
import { BaselineError } from "./baseline-error.ts";
import { formatBaseline, parseBaseline } from "./baseline-text.ts";
import type { Baseline } from "./baseline.ts";

/** A baseline as found, or why there is none. */
export interface FoundBaseline {
  readonly baseline?: Baseline;
  /** Why there is none, in words for people. */
  readonly whyMissing?: string;
  /** The document that holds it, or that cannot be used; absent where there is none. */
  readonly stored?: StoredText;
}

/** @throws BaselineError `BASELINE_UNREADABLE` where the store cannot tell whether there is one */
export async function loadBaseline(store: BaselineStore): Promise<FoundBaseline> {
  const stored = await store.read();
  if (!stored) return { whyMissing: "there is none yet" };
  const parsed = parseBaseline(stored.text);
  return "baseline" in parsed ? { ...parsed, stored } : { whyMissing: parsed.unusable, stored };
}

/**
 * Two outputs in one baseline would take turns in removing each other's files.
 *
 * @throws BaselineError `BASELINE_OTHER_OUTPUT`
 */
export function refuseOtherOutput(baseline: Baseline | undefined, outputDirectory: string, location: string): void {
  if (!baseline || baseline.outputDirectory === outputDirectory) return;
  throw new BaselineError(
    "BASELINE_OTHER_OUTPUT",
    `The baseline ${location} belongs to the output directory ${baseline.outputDirectory}, and this ` +
      `build wrote ${outputDirectory}.`,
    {
      next:
        "Give each output directory a baseline of its own (baseline), or remove this one if the " +
        "directory was renamed.",
    },
  );
}

/** Every lost race means that another run got on, so this many say that something is wrong. */
const mostTries = 50;

export interface ChangePorts {
  readonly clock: Clock;
  readonly random: () => number;
}

/** What is known of the document already, so that it is neither read nor parsed again for nothing. */
export interface KnownBaseline {
  /**
   * The one that the change was worked out for: tried first, without reading. Its document can be used, or there is
   * none.
   */
  readonly found?: FoundBaseline;
  /** A document, and the baseline that it holds. */
  readonly saved?: { readonly text: string; readonly baseline: Baseline };
}

/**
 * Changes the baseline and writes it back only if nobody else did meanwhile; else reads it and starts over. Writes
 * nothing where the change changes nothing.
 *
 * @param change pure: it may be called several times. What it throws is thrown, and nothing is written. `isFound` says
 * that the baseline is the one that was found
 * @returns what the last change returned (the baseline as it is now, and what else was decided on the one before), and
 * its document
 * @throws BaselineError
 */
export async function changeBaseline<Changed extends { readonly baseline: Baseline }>(
  store: BaselineStore,
  change: (baseline: Baseline | undefined, isFound: boolean) => Changed,
  { clock, random, found, saved }: ChangePorts & KnownBaseline,
): Promise<Changed & { readonly text: string }> {
  for (let tries = 0; tries < mostTries; tries++) {
    const isFound = found !== undefined && tries === 0;
    const stored = isFound ? found.stored : await store.read();
    const now = isFound ? found.baseline : usableBaseline(stored?.text, store.location, saved);
    const changed = change(now, isFound);
    // The very same baseline is written down already.
    const text = stored && changed.baseline === now ? stored.text : formatBaseline(changed.baseline);
    if (text === stored?.text || (await store.write(text, stored?.version))) return { ...changed, text };
    await clock.sleep(random() * 20 * 2 ** Math.min(tries, 5));
  }
  throw new BaselineError("BASELINE_BUSY", `Other runs changed ${store.location} ${mostTries} times in a row.`, {
    next: "Run again when fewer builds share this baseline at once.",
  });
}

function usableBaseline(
  text: string | undefined,
  location: string,
  saved: KnownBaseline["saved"],
): Baseline | undefined {
  if (text === undefined) return undefined;
  if (text === saved?.text) return saved.baseline;
  const parsed = parseBaseline(text);
  if ("baseline" in parsed) return parsed.baseline;
  throw new BaselineError(
    "BASELINE_UNREADABLE",
    `The baseline ${location} became unusable during the run: ${parsed.unusable}.`,
    { next: "Find out what else writes to it. The next run sets it aside and starts over." },
  );
}
