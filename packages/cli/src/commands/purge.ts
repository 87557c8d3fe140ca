import { purgeTargets } from "@global-edge-purge/core";
import { loadWords, reportUnstarted } from "@global-edge-purge/core/internal";
import { resolveOptions } from "@global-edge-purge/core/options";
import { resolve } from "node:path";
import { type CommandPlace, readInput } from "../command-input.ts";
import type { Flags } from "../flags.ts";
import { printReport } from "../ending.ts";
import { readLastPurge, readReport } from "../last-purge.ts";
import type { ProgramContext } from "../program-context.ts";
import { toTarget } from "../to-target.ts";
import { UsageError } from "../usage-error.ts";

export interface PurgeFlags extends Flags {
  readonly all?: boolean;
  readonly yes?: boolean;
  /** What a report says was purged: that of a file, or of the last run. */
  readonly report?: string | true;
}

/** `purge TARGET…`: what somebody names, once. It never touches the baseline. */
export async function purgeCommand(
  targets: readonly string[],
  flags: PurgeFlags,
  context: ProgramContext,
): Promise<number> {
  const { yes = false } = flags;
  const words = await loadWords(context.env);
  refuseMixed(targets, flags);
  let named = targets.map(toTarget);
  let all = flags.all ?? false;
  const { options, environment, projectDirectory, system } = await readInput(flags, context, (place) => {
    if (flags.report === undefined) return {};
    const again = purgedBefore(flags.report, place, context);
    named = again.targets;
    all = again.all;
    for (const { startedAt, verdict } of again.reports) context.printError(`${words.again(startedAt, verdict)}\n`);
    return { edgeId: place.own.edgeId ?? again.edgeIds };
  });
  const facts = { mode: environment, production: true, projectDirectory, publicPath: "/", enabledByDefault: true };
  const resolution = resolveOptions(options, facts, system);
  if (!resolution.run) return printReport(await reportUnstarted(resolution, system), flags, context);
  const { settings } = resolution;
  if (all && !yes && !settings.dryRun && !(await confirmAll(words.purgeAll(settings.edgeIds), context))) {
    context.printError(`${words.nothingPurged}\n`);
    return 0;
  }
  return printReport(await purgeTargets(all ? "all" : named, settings, system), flags, context);
}

function refuseMixed(targets: readonly string[], { all = false, report }: PurgeFlags): void {
  const ways = [targets.length > 0, all, report !== undefined].filter(Boolean).length;
  if (ways === 1) return;
  const message = ways === 0 ? "There is nothing to purge." : "Targets, --all and --report stand alone.";
  throw new UsageError("TARGETS_MISSING", message, {
    next:
      "Name targets, such as /index.html or '/docs/*', or give --all alone to purge everything, or --report alone " +
      "for what the last run purged.",
  });
}

/**
 * What reports say was accepted, on any edge: purged too often does no harm.
 *
 * @throws UsageError `REPORT_MISSING`, `REPORT_UNREADABLE`, `TARGETS_MISSING`
 */
function purgedBefore(file: string | true, { projectDirectory, environment }: CommandPlace, context: ProgramContext) {
  const reports =
    file === true
      ? readLastPurge(projectDirectory, environment)
      : [readReport(resolve(context.workingDirectory, file))];
  const batches = reports
    .flatMap((report) => report.batches)
    .filter(({ status }) => status === "accepted" || status === "completed");
  if (batches.length === 0) {
    throw new UsageError("TARGETS_MISSING", "The report names nothing that was purged.", {
      next: "What a run could not purge is owed, and purged by the next run.",
    });
  }
  return {
    reports,
    all: batches.some(({ type }) => type === "ALL"),
    targets: [...new Set(batches.flatMap((batch) => batch.targets))],
    edgeIds: [...new Set(batches.map(({ edgeId }) => edgeId))],
  };
}

async function confirmAll(question: string, { confirm }: ProgramContext): Promise<boolean> {
  if (confirm) return confirm(question);
  throw new UsageError(
    "ALL_UNCONFIRMED",
    "--all asks before it purges everything, and there is no terminal to ask at.",
    {
      next: "Add --yes if that is meant.",
    },
  );
}
