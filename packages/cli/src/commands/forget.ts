import { forgetEdges, type ForgottenEdges } from "@global-edge-purge/core";
import { resolveOptions } from "@global-edge-purge/core/options";
import { readInput } from "../command-input.ts";
import type { Flags } from "../flags.ts";
import type { ProgramContext } from "../program-context.ts";
import { UsageError } from "../usage-error.ts";

export interface ForgetFlags extends Flags {
  readonly edgeId?: string;
  readonly dryRun?: boolean;
}

/** `forget --edge-id N`: drops what the baselines know of an edge. It asks nobody, and purges nothing. */
export async function forgetCommand(flags: ForgetFlags, context: ProgramContext): Promise<number> {
  const { edgeId, dryRun = false } = flags;
  // The edges of the config are those that are still there.
  if (edgeId === undefined) {
    throw new UsageError("EDGES_MISSING", "No edge is named.", {
      next: "Name the edges that are gone: --edge-id 11197, or several with commas.",
    });
  }
  const { options, environment, projectDirectory, system } = await readInput(flags, context);
  const facts = { mode: environment, production: true, projectDirectory, publicPath: "/", enabledByDefault: true };
  // Whoever asks needs no keys, but those of an Object Storage that holds the baseline.
  const resolution = resolveOptions(options, { ...facts, isAsked: true }, system);
  if (!resolution.run && resolution.verdict === "skipped") {
    throw new UsageError("ENVIRONMENT_UNKNOWN", `Nothing is ever purged here: ${resolution.message}`, {
      next: "Name an environment that the options list with --env.",
    });
  }
  const forgotten = await forgetEdges({ ...resolution.settings, dryRun }, system);
  context.print(
    flags.json
      ? `${JSON.stringify(forgotten, null, 2)}\n`
      : forgotten.map((each) => describeForgotten(each, dryRun)).join(""),
  );
  return 0;
}

function describeForgotten({ baseline, edges }: ForgottenEdges, dryRun: boolean): string {
  return edges
    .map(({ edgeId, paths }) => {
      if (paths === undefined) return `Edge ${edgeId} is not in ${baseline}.\n`;
      const what = `edge ${edgeId} with ${paths} ${paths === 1 ? "path" : "paths"}: ${baseline}`;
      return dryRun ? `Would forget ${what}\n` : `Forgot ${what}\n`;
    })
    .join("");
}
