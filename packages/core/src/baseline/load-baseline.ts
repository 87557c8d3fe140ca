import type { Baseline } from "./baseline.ts";
import type { BaselineStore } from "../baseline-store.ts";
import { parseBaseline } from "./baseline-text.ts";

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
