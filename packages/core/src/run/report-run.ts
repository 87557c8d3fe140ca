import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { join, parse, resolve } from "node:path";
import { prepareStateFolder } from "../baseline/state-folder.ts";
import { OptionsError } from "../options/options-error.ts";
import type { BuildFacts, Unstarted } from "../options/resolution.ts";
import type { Settings } from "../options/settings.ts";
import type { PlanSummary } from "../plan/plan-summary.ts";
import { createEmptyReport, createReport, type ReportHead, type RunEnd } from "../report/create-report.ts";
import { describeEnd, describeFailure, describePlan, describeWarning } from "../report/describe.ts";
import { jobSummary } from "../report/job-summary.ts";
import { loadWords } from "../report/load-words.ts";
import { isAccepted } from "../report/outcome.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import type { Coded, Words } from "../report/words.ts";
import type { Annotate } from "../system/annotation.ts";
import { GlobalEdgePurgeError, messageOf } from "../system/errors.ts";
import { createLogger, type Logger, type LogLevel, type Warning } from "../system/logger.ts";
import { replaceFile } from "../system/replace-file.ts";
import { type EnvironmentVariables, type System, toolName } from "../system/system.ts";

/** How a run tells what it does. */
export interface RunPorts {
  readonly logger: Logger;
  readonly warn: (warning: Warning) => void;
  /** Told what is about to be sent, before anything is. */
  readonly onPlan: (summary: PlanSummary) => void;
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
    end = await run({ logger, warn, onPlan, words });
    end.failures?.forEach(fail);
    report = createReport(head(), end);
    const tell = report.verdict === "partial" || report.verdict === "failed" ? logger.error : logger.info;
    const text = describeEnd(words, report, end);
    tell(text);
    if (tell === logger.error && !end.failures?.length)
      annotate?.("error", `Global Edge purge ${report.verdict}`, text);
  } catch (error) {
    if (!(error instanceof GlobalEdgePurgeError) || error instanceof OptionsError) throw error;
    fail(error);
    report = createEmptyReport(head(), "failed", error.code);
  }
  const { lastPurge } = settings;
  if (lastPurge !== undefined && report.batches.some(({ status }) => isAccepted(status))) {
    await saveReport(lastPurge, report, logger, words);
  }
  await saveReport(settings.report.json, report, logger, words);
  await appendSummary(jobSummary(report, end), system.env, logger, words);
  return report;
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
  const head: Omit<ReportHead, "environment" | "dryRun" | "edgeIds" | "warnings"> = {
    tool: toolName,
    startedAt: new Date(system.clock.now()).toISOString(),
    durationMs: 0,
  };
  if (resolution.verdict === "skipped") {
    const { environment, reason, message, logLevel, reportJson } = resolution;
    const logger = createLogger(logLevel, system.write);
    logger.info(words.skipped(environment, reason, message));
    const report = createEmptyReport(
      { ...head, environment, dryRun: false, edgeIds: [], warnings: [] },
      "skipped",
      reason,
    );
    await saveReport(reportJson, report, logger, words);
    await appendSummary(jobSummary(report), system.env, logger, words);
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
  await saveReport(settings.report.json, report, logger, words);
  await appendSummary(jobSummary(report), system.env, logger, words);
  return report;
}

/**
 * Writes the JSON report where the options want one, whole or not at all; its folder is made. What was purged stays
 * purged: a report that cannot be written is a warning.
 */
async function saveReport(path: string | undefined, report: PurgeReport, logger: Logger, words: Words): Promise<void> {
  if (path === undefined) return;
  try {
    await prepareStateFolder(path);
    await replaceFile(path, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    const message = `The report ${path} cannot be written: ${messageOf(error)}`;
    logger.warn(describeWarning(words, { code: "REPORT_UNWRITABLE", message }));
  }
}

/**
 * Removes the report of an earlier run, for whoever ends before there is a new one: because of wrong options, say. Else
 * the next step of a pipeline reads that all went well.
 *
 * @param options what the user wrote; they may be wrong, so nothing about them is taken for granted
 * @param build `mode` names the environment where nothing else does
 */
export function removeStaleReport(
  options: unknown,
  { mode, projectDirectory }: Pick<BuildFacts, "mode" | "projectDirectory">,
  env: EnvironmentVariables,
): void {
  const named = textOf(member(options, "environment")) ?? textOf(env["GLOBAL_EDGE_PURGE_ENV"]?.trim()) ?? mode;
  const own = member(member(member(options, "environments"), named), "report");
  const json = textOf(member(own ?? member(options, "report"), "json"));
  if (json !== undefined) removeReport({ json: resolve(projectDirectory, json) }, named);
}

/**
 * Removes an environment's report for the same reason, and what lies beside it of a build with several outputs. A file
 * that is no report of ours stays, whatever the options say.
 */
export function removeReport({ json }: Settings["report"], environment: string): void {
  if (json === undefined) return;
  removeIfOurs(json);
  const { dir, name, ext } = parse(json);
  for (const file of filesIn(dir)) {
    if (file.startsWith(`${name}.`) && file.endsWith(ext)) removeIfOurs(join(dir, file), environment);
  }
}

/** @param environment only its report; anyone's unless given */
function removeIfOurs(path: string, environment?: string): void {
  try {
    // Reading a pipe that reports are written into would wait for somebody.
    if (!statSync(path).isFile()) return;
    const report: unknown = JSON.parse(readFileSync(path, "utf8"));
    const isOther = environment !== undefined && member(report, "environment") !== environment;
    if (isReport(report) && !isOther) rmSync(path);
  } catch {
    // There is none, or it is not ours. What is wrong with the run itself is about to be told.
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isReport(document: unknown): boolean {
  const tool = textOf(member(document, "tool"));
  return tool?.startsWith("global-edge-purge/") === true && textOf(member(document, "verdict")) !== undefined;
}

function member(from: unknown, name: string): unknown {
  return typeof from === "object" && from !== null && Object.hasOwn(from, name) ? Reflect.get(from, name) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
