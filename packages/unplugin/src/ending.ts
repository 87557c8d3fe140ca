import type { PurgeReport } from "@global-edge-purge/core";
import type { Words } from "@global-edge-purge/core/internal";
import type { Settings } from "@global-edge-purge/core/options";

/** What runs came to for the build; neither where all is well. */
export interface Ending {
  /** Fails the build. */
  readonly failure?: {
    /** Of the cause, if all runs that failed have the same one; else `PURGE_FAILED` or `PURGE_PARTIAL`. */
    readonly code: string;
    readonly message: string;
    readonly next: string;
  };
  /** Is shown, and the build goes on. */
  readonly warning?: string;
}

export interface Run {
  readonly report: PurgeReport;
  readonly settings: Pick<Settings, "onFailure" | "logLevel">;
}

/** Why a run failed. */
type Cause = PurgeReport["warnings"][number];

/**
 * What the runs of one build come to for the bundler: `partial` and `failed` fail the build unless `onFailure` is
 * "warn".
 */
export function endingOf(runs: readonly Run[], words: Words): Ending {
  const bad = runs.filter(({ report }) => report.verdict === "partial" || report.verdict === "failed");
  const fatal = bad.filter(({ settings }) => settings.onFailure === "error");
  const tolerated = bad.filter(
    ({ settings }) => settings.onFailure === "warn" && settings.logLevel !== "silent" && settings.logLevel !== "error",
  );
  return {
    ...(fatal.length > 0 && {
      failure: {
        code: codeOf(fatal),
        message: describe(fatal, words),
        next: adviceOf(fatal, words) ?? words.waitForNext,
      },
    }),
    ...(tolerated.length > 0 && {
      warning: [describe(tolerated, words), adviceOf(tolerated, words), words.goesOn]
        .filter((line) => line !== undefined)
        .join("\n"),
    }),
  };
}

function codeOf(runs: readonly Run[]): string {
  const codes = new Set(runs.flatMap((run) => codesOf(run)));
  const [code] = codes;
  if (code !== undefined && codes.size === 1) return code;
  return runs.some(({ report }) => report.verdict === "failed") ? "PURGE_FAILED" : "PURGE_PARTIAL";
}

/** One for each cause; one that stands for "none" where a run only waits. */
function codesOf(run: Run): readonly (string | undefined)[] {
  const causes = causesOf(run);
  return causes.length > 0 ? causes.map(({ code }) => code) : [undefined];
}

function adviceOf(runs: readonly Run[], words: Words): string | undefined {
  const advice = new Set(runs.flatMap((run) => causesOf(run).flatMap((cause) => words.advice(cause) ?? [])));
  return advice.size > 0 ? [...advice].join("\n") : undefined;
}

function describe(runs: readonly Run[], words: Words): string {
  const lines = runs.map((run) => {
    const { verdict, environment } = run.report;
    return words.ended(verdict === "failed" ? "failed" : "partial", environment, reasonOf(run, words));
  });
  return lines.join("\n");
}

function reasonOf(run: Run, words: Words): string {
  const [first] = causesOf(run);
  return first ? words.meaning(first) : words.staysUnsettled(run.report.unsettled.length);
}

/** What a run was refused by, or the guard that held it back. */
function causesOf({ report: { batches, warnings, reason } }: Run): readonly Cause[] {
  const refusals: readonly Cause[] = batches.flatMap(({ error }) => error ?? []);
  return refusals.length > 0 ? refusals : warnings.filter(({ code }) => code === reason);
}
