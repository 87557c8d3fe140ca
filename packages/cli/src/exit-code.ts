import { GlobalEdgePurgeError, type Verdict } from "@global-edge-purge/core";

/** The exit code that a verdict stands for. */
export const exitCodes: Readonly<Record<Verdict, number>> = {
  purged: 0,
  "nothing-to-purge": 0,
  planned: 0,
  skipped: 0,
  partial: 3,
  failed: 1,
};

/** The exit code of something that was thrown. */
export function exitCodeOf(error: unknown): number {
  return error instanceof GlobalEdgePurgeError ? error.exitCode : 1;
}
