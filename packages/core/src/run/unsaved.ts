import type { BaselineError } from "../baseline/baseline-error.ts";
import type { Warning } from "./purge-report.ts";

/** What to say where the purge was sent and its outcome could not be saved. */
export function unsaved({ message, next }: BaselineError): Warning {
  return {
    code: "BASELINE_UNSAVED",
    message: `${message} The edge took the purge; the next run repeats it. ${next}`,
  };
}
