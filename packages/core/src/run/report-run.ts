import { GlobalEdgePurgeError } from "../errors.ts";
import { createLogger, type Logger } from "../logger.ts";
import { OptionsError } from "../options/options-error.ts";
import type { Settings } from "../options/settings.ts";
import type { System } from "../system.ts";
import { toolName } from "../tool-name.ts";
import { createEmptyReport, createReport, type ReportHead } from "./create-report.ts";
import { describeEnd, describeError, describePlan, describeStart } from "./describe.ts";
import type { PlanSummary } from "./plan-summary.ts";
import type { PurgeReport, Warning } from "./purge-report.ts";
import type { RunEnd } from "./run-end.ts";
import { saveReport } from "./save-report.ts";

/** How a run tells what it does. */
export interface RunPorts {
  readonly logger: Logger;
  readonly warn: (warning: Warning) => void;
  /** Told what is about to be sent, before anything is. */
  readonly onPlan: (summary: PlanSummary) => void;
}

/**
 * Does `run`, tells people about it, and writes the report.
 *
 * Whatever goes wrong with the output, the baseline, the credentials or the edge is in the report (`failed` or `partial`); the
 * caller decides what that means for its process. What was not accepted is purged by a later run.
 *
 * @throws OptionsError where the options do not fit the build
 */
export async function reportRun(
  settings: Pick<Settings, "environment" | "edgeIds" | "dryRun" | "logLevel" | "report">,
  system: System,
  run: (ports: RunPorts) => Promise<RunEnd>,
): Promise<PurgeReport> {
  const { environment, edgeIds, dryRun, logLevel } = settings;
  const logger = createLogger(logLevel, system.write);
  const startedAt = system.clock.now();
  const warnings: Warning[] = [];
  const warn = (warning: Warning) => {
    warnings.push(warning);
    logger.warn(`  warning: ${warning.message} [${warning.code}]`);
  };
  const onPlan = (summary: PlanSummary) => logger.info(describePlan(summary, logLevel === "debug"));
  const fail = (error: GlobalEdgePurgeError) => {
    warnings.push({ code: error.code, message: error.message });
    logger.error(describeError(error));
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

  logger.info(describeStart(environment, edgeIds));
  let report: PurgeReport;
  try {
    const end = await run({ logger, warn, onPlan });
    end.failures?.forEach(fail);
    report = createReport(head(), end);
    const tell = report.verdict === "partial" || report.verdict === "failed" ? logger.error : logger.info;
    tell(describeEnd(report, end));
  } catch (error) {
    if (!(error instanceof GlobalEdgePurgeError) || error instanceof OptionsError) throw error;
    fail(error);
    report = createEmptyReport(head(), "failed", error.code);
  }
  await saveReport(settings.report.json, report, logger);
  return report;
}
