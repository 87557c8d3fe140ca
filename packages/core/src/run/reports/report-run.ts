import { appendFile } from "node:fs/promises";
import { OptionsError } from "../../options/options-error.ts";
import type { Unstarted } from "../../options/resolution.ts";
import type { Settings } from "../../options/settings.ts";
import type { PlanSummary } from "../../plan/plan-summary.ts";
import { createEmptyReport, createReport, type ReportHead, type RunEnd } from "../../report/create-report.ts";
import { describeEnd, describeFailure, describePlan, describeWarning } from "../../report/describe.ts";
import { jobSummary } from "../../report/job-summary.ts";
import { loadWords } from "../../report/load-words.ts";
import { isAccepted } from "../../report/outcome.ts";
import type { PurgeReport } from "../../report/purge-report.ts";
import type { Coded, Words } from "../../report/english.ts";
import type { Annotate } from "../../system/annotation.ts";
import { GlobalEdgePurgeError, messageOf } from "../../system/errors.ts";
import { createLogger, type Logger, type LogLevel, logLevels, type Warning } from "../../system/logger.ts";
import { createProgress, type Progress } from "../../system/progress.ts";
import { type EnvironmentVariables, type System, toolName } from "../../system/system.ts";
import { saveReport } from "./report-files.ts";

/** How a run tells what it does. */
export interface RunPorts {
  readonly logger: Logger;
  readonly warn: (warning: Warning) => void;
  /** Told what is about to be sent, before anything is. */
  readonly onPlan: (summary: PlanSummary) => void;
  /** Told how far the sending has come. */
  readonly progress: Progress;
  /** The language to tell it in. */
  readonly words: Words;
}

/**
 * Does `run`, tells people about it, and writes the report.
 *
 * Whatever goes wrong with the output, the baseline, the credentials or the edge is in the report (`failed` or
 * `partial`); the caller decides what that means for its process. What was not accepted is purged by a later run.
 *
 * @throws OptionsError where the options do not fit the build
 */
export async function reportRun(
  settings: Pick<Settings, "environment" | "edgeIds" | "dryRun" | "logLevel" | "report"> & {
    /** Where the report is kept, too, if something was accepted. Absolute; absent where nobody will look for it. */
    readonly lastPurge?: string;
  },
  system: System,
  run: (ports: RunPorts) => Promise<RunEnd>,
): Promise<PurgeReport> {
  const { environment, edgeIds, dryRun, logLevel } = settings;
  const logger = createLogger(logLevel, system.write);
  const words = await loadWords(system.env);
  const startedAt = system.clock.now();
  const annotate = annotateFrom(logLevel, system);
  const warnings: Warning[] = [];
  const warn = (warning: Warning) => {
    warnings.push(warning);
    if (annotate) annotate("warning", warning.code, annotationText(words, warning));
    else logger.warn(describeWarning(words, warning));
  };
  const onPlan = (summary: PlanSummary) => logger.info(describePlan(words, summary, logLevel === "debug"));
  const fail = (error: GlobalEdgePurgeError) => {
    warnings.push({ code: error.code, message: error.message, next: error.next });
    if (annotate) annotate("error", error.code, annotationText(words, error));
    else logger.error(describeFailure(words, error));
  };
  const head = (): ReportHead => ({
    tool: toolName,
    dryRun,
    environment,
    edgeIds,
    startedAt: new Date(startedAt).toISOString(),
    durationMs: system.clock.now() - startedAt,
    warnings,
  });

  logger.info(words.start(environment, edgeIds));
  let report: PurgeReport;
  let end: RunEnd | undefined;
  try {
    end = await run({ logger, warn, onPlan, progress: progressOf(logLevel, logger, system), words });
    end.failures?.forEach(fail);
    report = createReport(head(), end);
    const text = describeEnd(words, report, end);
    if (report.verdict === "partial" || report.verdict === "failed") {
      logger.error(text);
      if (!end.failures?.length) annotate?.("error", `Global Edge purge ${report.verdict}`, text);
    } else logger.info(text, report.verdict === "planned" ? undefined : "good");
  } catch (error) {
    if (!(error instanceof GlobalEdgePurgeError) || error instanceof OptionsError) throw error;
    fail(error);
    report = createEmptyReport(head(), "failed", error.code);
  }
  const { lastPurge } = settings;
  if (lastPurge !== undefined && report.batches.some(({ status }) => isAccepted(status))) {
    await saveReport({ json: lastPurge }, report, logger, words);
  }
  await saveReport(settings.report, report, logger, words);
  await appendSummary(jobSummary(report, end), system.env, logger, words);
  return report;
}

function progressOf(logLevel: LogLevel, logger: Logger, { clock, rewriteLine }: System): Progress {
  const isHeard = logLevels.indexOf(logLevel) >= logLevels.indexOf("info");
  return createProgress(logger, clock, isHeard ? rewriteLine : undefined);
}

/** Shows messages at the run of the CI service, as far as the level lets them through. */
function annotateFrom(logLevel: LogLevel, { annotate }: Pick<System, "annotate">): Annotate | undefined {
  return (
    annotate &&
    ((level, title, message) => {
      const { error, warn } = createLogger(logLevel, () => annotate(level, title, message));
      (level === "error" ? error : warn)("");
    })
  );
}

function annotationText(words: Words, coded: Coded): string {
  return [words.meaning(coded), words.advice(coded) ?? ""].join("\n").trim();
}

/** Adds to the summary of the job, where GitHub Actions shows one. */
async function appendSummary(summary: string, env: EnvironmentVariables, logger: Logger, words: Words): Promise<void> {
  const path = env["GITHUB_STEP_SUMMARY"];
  if (!path) return;
  try {
    await appendFile(path, summary);
  } catch (error) {
    const message = `The job summary ${path} cannot be written: ${messageOf(error)}`;
    logger.warn(describeWarning(words, { code: "SUMMARY_UNWRITABLE", message }));
  }
}

/**
 * Tells people, and the report file, of a run that was over before it began: skipped, or without usable credentials.
 */
export async function reportUnstarted(
  resolution: Unstarted,
  system: Pick<System, "annotate" | "clock" | "env" | "write">,
): Promise<PurgeReport> {
  const words = await loadWords(system.env);
  const head = { tool: toolName, startedAt: new Date(system.clock.now()).toISOString(), durationMs: 0 };
  if (resolution.verdict === "skipped") {
    const { environment, reason, message, logLevel, report: files } = resolution;
    const logger = createLogger(logLevel, system.write);
    logger.info(words.skipped(environment, reason, message));
    const report = createEmptyReport(
      { ...head, environment, dryRun: false, edgeIds: [], warnings: [] },
      "skipped",
      reason,
    );
    await saveReport(files, report, logger, words);
    return report;
  }
  const { error, settings } = resolution;
  const { environment, dryRun, edgeIds } = settings;
  const logger = createLogger(settings.logLevel, system.write);
  const annotate = annotateFrom(settings.logLevel, system);
  if (annotate) annotate("error", error.code, annotationText(words, error));
  else logger.error(`${words.start(environment, [])}\n${describeFailure(words, error)}`);
  const warnings = [{ code: error.code, message: error.message, next: error.next }];
  const report = createEmptyReport({ ...head, environment, dryRun, edgeIds, warnings }, "failed", error.code);
  await saveReport(settings.report, report, logger, words);
  await appendSummary(jobSummary(report), system.env, logger, words);
  return report;
}
