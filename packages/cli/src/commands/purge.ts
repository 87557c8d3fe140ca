import { purgeTargets } from "@global-edge-purge/core";
import { reportUnstarted } from "@global-edge-purge/core/internal";
import { resolveOptions, type Settings } from "@global-edge-purge/core/options";
import { readInput } from "../command-input.ts";
import type { Flags } from "../flags.ts";
import { printReport } from "../ending.ts";
import type { ProgramContext } from "../program-context.ts";
import { toTarget } from "../to-target.ts";
import { UsageError } from "../usage-error.ts";

export interface PurgeFlags extends Flags {
  readonly all?: boolean;
  readonly yes?: boolean;
}

/** `purge TARGET…`: what somebody names, once. It never touches the baseline. */
export async function purgeCommand(
  targets: readonly string[],
  flags: PurgeFlags,
  context: ProgramContext,
): Promise<number> {
  const { all = false, yes = false } = flags;
  if (all !== (targets.length === 0)) {
    throw new UsageError("TARGETS_MISSING", all ? "--all has no targets beside it." : "There is nothing to purge.", {
      next: "Name targets, such as /index.html or '/docs/*', or give --all alone to purge everything.",
    });
  }
  const { options, environment, projectDirectory, system } = await readInput(flags, context);
  const facts = { mode: environment, production: true, projectDirectory, publicPath: "/", enabledByDefault: true };
  const resolution = resolveOptions(options, facts, system);
  if (!resolution.run) return printReport(await reportUnstarted(resolution, system), flags, context);
  const { settings } = resolution;
  if (all && !yes && !settings.dryRun && !(await confirmAll(settings, context))) {
    context.printError("Nothing was purged.\n");
    return 0;
  }
  return printReport(await purgeTargets(all ? "all" : targets.map(toTarget), settings, system), flags, context);
}

async function confirmAll({ edgeIds }: Settings, { confirm }: ProgramContext): Promise<boolean> {
  if (confirm) {
    const edges = edgeIds.length === 1 ? `edge ${edgeIds[0]} holds` : `edges ${edgeIds.join(", ")} hold`;
    return confirm(
      `Purge everything that ${edges}? It takes up to 40 minutes, and visitors wait for the origin meanwhile.`,
    );
  }
  throw new UsageError(
    "ALL_UNCONFIRMED",
    "--all asks before it purges everything, and there is no terminal to ask at.",
    {
      next: "Add --yes if that is meant.",
    },
  );
}
