import type { PurgeReport } from "@global-edge-purge/core";
import { exitCodes } from "./exit-code.ts";
import type { ProgramContext } from "./program-context.ts";

/** Prints a report where it was asked for, and says which exit code its verdict stands for. */
export function printReport(
  report: PurgeReport,
  { json }: { readonly json?: boolean },
  context: ProgramContext,
): number {
  if (json) context.print(`${JSON.stringify(report, null, 2)}\n`);
  return exitCodes[report.verdict];
}
