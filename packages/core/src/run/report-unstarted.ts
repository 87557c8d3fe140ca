import { createLogger } from "../logger.ts";
import type { Resolution } from "../options/resolution.ts";
import type { System } from "../system.ts";
import { createEmptyReport, type ReportHead } from "./create-report.ts";
import { describeError } from "./describe.ts";
import type { PurgeReport } from "./purge-report.ts";
import { saveReport } from "./save-report.ts";
import { toolName } from "../tool-name.ts";

/** Tells people, and the report file, of a run that was over before it began: skipped, or without usable credentials. */
export async function reportUnstarted(
  resolution: Exclude<Resolution, { readonly run: true }>,
  system: Pick<System, "clock" | "write">,
): Promise<PurgeReport> {
  const head: Omit<ReportHead, "environment" | "dryRun" | "edgeIds" | "warnings"> = {
    tool: toolName,
    startedAt: new Date(system.clock.now()).toISOString(),
    durationMs: 0,
  };
  if (resolution.verdict === "skipped") {
    const { environment, reason, message, logLevel, reportJson } = resolution;
    const logger = createLogger(logLevel, system.write);
    logger.info(`Global Edge purge skipped (${environment}): ${message}`);
    const report = createEmptyReport(
      { ...head, environment, dryRun: false, edgeIds: [], warnings: [] },
      "skipped",
      reason,
    );
    await saveReport(reportJson, report, logger);
    return report;
  }
  const { error, settings } = resolution;
  const { environment, dryRun, edgeIds } = settings;
  const logger = createLogger(settings.logLevel, system.write);
  logger.error(`Global Edge purge: ${environment}\n${describeError(error)}`);
  const warnings = [{ code: error.code, message: error.message }];
  const report = createEmptyReport({ ...head, environment, dryRun, edgeIds, warnings }, "failed", error.code);
  await saveReport(settings.report.json, report, logger);
  return report;
}
