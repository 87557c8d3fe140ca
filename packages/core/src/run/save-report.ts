import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { messageOf } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { PurgeReport } from "./purge-report.ts";

/**
 * Writes the JSON report where the options want one, whole or not at all; its folder is made. What was purged stays purged: a
 * report that cannot be written is a warning.
 */
export async function saveReport(path: string | undefined, report: PurgeReport, logger: Logger): Promise<void> {
  if (path === undefined) return;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    logger.warn(`  warning: The report ${path} cannot be written: ${messageOf(error)} [REPORT_UNWRITABLE]`);
  }
}
