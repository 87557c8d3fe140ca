import { parseReport } from "@global-edge-purge/core/internal";
import { readText } from "./command-input.ts";
import { findInState } from "./find-plans.ts";
import { UsageError } from "./usage-error.ts";

export type ReadReport = NonNullable<ReturnType<typeof parseReport>>;

/** The reports of the last run of an environment that something was accepted of: one, or one for each output directory. */
export function readLastPurge(projectDirectory: string, environment: string): readonly ReadReport[] {
  return findInState(projectDirectory, environment, "last-purge.json").map(readReport);
}

/**
 * Reads a report that a run wrote.
 *
 * @throws UsageError `REPORT_MISSING`, `REPORT_UNREADABLE`
 */
export function readReport(path: string): ReadReport {
  const text = readText(path);
  if (text === undefined) {
    throw new UsageError("REPORT_MISSING", `There is no report ${path}.`, {
      next: "The last run that purged something keeps one there. Elsewhere, give the file of --report-json.",
    });
  }
  const report = parseReport(text);
  if (report) return report;
  throw new UsageError("REPORT_UNREADABLE", `${path} is no report of this tool.`, {
    next: "Give the file that a run wrote: that of --report-json, or last-purge.json in .global-edge-purge.",
  });
}
