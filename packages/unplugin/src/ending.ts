import type { PurgeReport } from "@global-edge-purge/core";
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
export function endingOf(runs: readonly Run[]): Ending {
  const bad = runs.filter(({ report }) => report.verdict === "partial" || report.verdict === "failed");
  const fatal = bad.filter(({ settings }) => settings.onFailure === "error");
  const tolerated = bad.filter(
    ({ settings }) => settings.onFailure === "warn" && settings.logLevel !== "silent" && settings.logLevel !== "error",
  );
  return {
    ...(fatal.length > 0 && {
      failure: { code: codeOf(fatal), message: describe(fatal), next: adviceOf(fatal) ?? waitForNext },
    }),
    ...(tolerated.length > 0 && {
      warning: [describe(tolerated), adviceOf(tolerated), 'The build goes on, because onFailure is "warn".']
        .filter((line) => line !== undefined)
        .join("\n"),
    }),
  };
}

const waitForNext = 'The next build purges what is missing. With onFailure: "warn" the build goes on.';

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

function adviceOf(runs: readonly Run[]): string | undefined {
  const advice = new Set(runs.flatMap((run) => causesOf(run).flatMap(({ next }) => next ?? [])));
  return advice.size > 0 ? [...advice].join("\n") : undefined;
}

function describe(runs: readonly Run[]): string {
  return runs.map((run) => `Global Edge purge ${outcome(run.report)}: ${reasonOf(run)}`).join("\n");
}

function outcome({ verdict, environment }: PurgeReport): string {
  return verdict === "failed" ? `failed (${environment})` : `was not accepted as a whole (${environment})`;
}

function reasonOf(run: Run): string {
  const [first] = causesOf(run);
  const count = run.report.unsettled.length;
  return first?.message ?? `${count} ${count === 1 ? "path stays" : "paths stay"} unsettled.`;
}

/** What a run was refused by, or the guard that held it back. */
function causesOf({ report: { batches, warnings, reason } }: Run): readonly Cause[] {
  const refusals: readonly Cause[] = batches.flatMap(({ error }) => error ?? []);
  return refusals.length > 0 ? refusals : warnings.filter(({ code }) => code === reason);
}
