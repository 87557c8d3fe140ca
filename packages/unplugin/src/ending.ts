import type { PurgeReport } from "@global-edge-purge/core";
import type { Settings } from "@global-edge-purge/core/options";

/** What runs came to for the build; neither where all is well. */
export interface Ending {
  /** Fails the build. */
  readonly failure?: { readonly code: "PURGE_FAILED" | "PURGE_PARTIAL"; readonly message: string };
  /** Is shown, and the build goes on. */
  readonly warning?: string;
}

export interface Run {
  readonly report: PurgeReport;
  readonly settings: Pick<Settings, "onFailure" | "logLevel">;
}

/** What the runs of one build come to for the bundler: `partial` and `failed` fail the build unless `onFailure` is "warn". */
export function endingOf(runs: readonly Run[]): Ending {
  const bad = runs.filter(({ report }) => report.verdict === "partial" || report.verdict === "failed");
  const fatal = bad.filter(({ settings }) => settings.onFailure === "error");
  const tolerated = bad.filter(
    ({ settings }) => settings.onFailure === "warn" && settings.logLevel !== "silent" && settings.logLevel !== "error",
  );
  return {
    ...(fatal.length > 0 && {
      failure: {
        code: fatal.some(({ report }) => report.verdict === "failed") ? "PURGE_FAILED" : "PURGE_PARTIAL",
        message: describe(fatal),
      },
    }),
    ...(tolerated.length > 0 && { warning: `${describe(tolerated)}\nThe build goes on, because onFailure is "warn".` }),
  };
}

function describe(runs: readonly Run[]): string {
  return runs.map(({ report }) => `Global Edge purge ${outcome(report)}: ${cause(report)}`).join("\n");
}

function outcome({ verdict, environment }: PurgeReport): string {
  return verdict === "failed" ? `failed (${environment})` : `was not accepted as a whole (${environment})`;
}

function cause({ batches, warnings, reason, unsettled }: PurgeReport): string {
  const refusal = batches.find(({ error }) => error)?.error?.message;
  const guard = warnings.find(({ code }) => code === reason)?.message;
  const waiting = `${unsettled.length} ${unsettled.length === 1 ? "path stays" : "paths stay"} unsettled.`;
  return refusal ?? guard ?? waiting;
}
