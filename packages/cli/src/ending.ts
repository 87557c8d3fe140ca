import { GlobalEdgePurgeError, type PurgeReport, type Verdict } from "@global-edge-purge/core";
import { OptionsError } from "@global-edge-purge/core/options";
import type { Flags } from "./flags.ts";
import { nameFlags } from "./name-flags.ts";
import type { ProgramContext } from "./program-context.ts";

/** The exit code that a verdict stands for. */
export const exitCodes: Readonly<Record<Verdict, number>> = {
  purged: 0,
  "nothing-to-purge": 0,
  planned: 0,
  skipped: 0,
  partial: 3,
  failed: 1,
};

/** The exit code of something that was thrown. */
export function exitCodeOf(error: unknown): number {
  return error instanceof GlobalEdgePurgeError ? error.exitCode : 1;
}

/** Prints a report where it was asked for, and says which exit code its verdict stands for. */
export function printReport(
  report: PurgeReport,
  { json }: { readonly json?: boolean },
  context: ProgramContext,
): number {
  if (json) context.print(`${JSON.stringify(report, null, 2)}\n`);
  return exitCodes[report.verdict];
}

/** Tells what was thrown: at the run of a CI service that shows such messages, else as text. */
export async function tellFailure(thrown: unknown, flags: Flags, context: ProgramContext): Promise<void> {
  const { annotate, printError, env, workingDirectory } = context;
  const error = thrown instanceof OptionsError ? nameFlags(thrown, flags, workingDirectory) : thrown;
  if (annotate && error instanceof GlobalEdgePurgeError) {
    annotate("error", error.code, `${error.message}\n${error.next}`);
  } else printError(await describeFailure(error, { env }), "bad");
}

/**
 * What to print for something that was thrown: what is wrong, then what to do. Only a defect of ours shows its stack.
 */
export async function describeFailure(error: unknown, { env }: Pick<ProgramContext, "env">): Promise<string> {
  if (!(error instanceof GlobalEdgePurgeError)) {
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `This is a defect of global-edge-purge: ${shown}\n`;
  }
  const { loadWords } = await import("@global-edge-purge/core/internal");
  const words = await loadWords(env);
  if (error instanceof OptionsError) {
    return [...words.wrongOptions(error), error.message, error.next, ""].join("\n");
  }
  const [first = "", ...more] = words.error(error);
  return [first, ...more.map((line) => `  ${line}`), ""].join("\n");
}
