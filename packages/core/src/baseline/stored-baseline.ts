import type { BaselineStore } from "../options/baseline-store.ts";
import type { Clock } from "../system/clock.ts";
import { BaselineError } from "./baseline-error.ts";
import { formatBaseline, parseBaseline } from "./baseline-text.ts";
import type { Baseline } from "./baseline.ts";

/** A baseline as found, or why there is none. */
export interface FoundBaseline {
  readonly baseline?: Baseline;
  /** Why there is none, in words for people. */
  readonly whyMissing?: string;
  /** Milliseconds since the epoch, where it is known when it was written. */
  readonly savedAt?: number | undefined;
  /** The version of a document that is there and cannot be used. */
  readonly unusableVersion?: string;
}

/** @throws BaselineError `BASELINE_UNREADABLE` where the store cannot tell whether there is one */
export async function loadBaseline(store: BaselineStore): Promise<FoundBaseline> {
  const stored = await store.read();
  if (!stored) return { whyMissing: "there is none yet" };
  const parsed = parseBaseline(stored.text);
  if ("baseline" in parsed) return { ...parsed, savedAt: stored.savedAt };
  return { whyMissing: parsed.unusable, unusableVersion: stored.version };
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
    `The baseline ${location} belongs to the output directory ${baseline.outputDirectory}, and this build wrote ${outputDirectory}.`,
    {
      next: "Give each output directory a baseline of its own (baseline), or remove this one if the directory was renamed.",
    },
  );
}

/** Every lost race means that another run got on, so this many say that something is wrong. */
const mostTries = 50;

export interface ChangePorts {
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Reads the baseline, changes it and writes it back only if nobody else did meanwhile; else from the start.
 * Writes nothing where the change changes nothing.
 *
 * @param change pure: it may be called several times. What it throws is thrown, and nothing is written
 * @returns what the last change returned: the baseline as it is now, and what else was decided on the one before
 * @throws BaselineError
 */
export async function changeBaseline<Changed extends { readonly baseline: Baseline }>(
  store: BaselineStore,
  change: (baseline: Baseline | undefined) => Changed,
  { clock, random }: ChangePorts,
): Promise<Changed> {
  for (let tries = 0; tries < mostTries; tries++) {
    const stored = await store.read();
    const parsed = stored ? parseBaseline(stored.text) : { baseline: undefined };
    if ("unusable" in parsed) {
      throw new BaselineError(
        "BASELINE_UNREADABLE",
        `The baseline ${store.location} became unusable during the run: ${parsed.unusable}.`,
        { next: "Find out what else writes to it. The next run sets it aside and starts over." },
      );
    }
    const changed = change(parsed.baseline);
    const text = formatBaseline(changed.baseline);
    if (text === stored?.text || (await store.write(text, stored?.version))) return changed;
    await clock.sleep(random() * 20 * 2 ** Math.min(tries, 5));
  }
  throw new BaselineError("BASELINE_BUSY", `Other runs changed ${store.location} ${mostTries} times in a row.`, {
    next: "Run again when fewer builds share this baseline at once.",
  });
}
