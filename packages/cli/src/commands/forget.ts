import { forgetEdges, type ForgottenEdges } from "@global-edge-purge/core";
import { loadWords, type Words } from "@global-edge-purge/core/internal";
import { resolveOptions, type Settings } from "@global-edge-purge/core/options";
import { readInput, refuseUnlisted } from "../command-input.ts";
import type { Flags } from "../flags.ts";
import type { ProgramContext } from "../program-context.ts";
import { UsageError } from "../usage-error.ts";

export interface ForgetFlags extends Flags {
  readonly edgeId?: string;
}

/** `forget --edge-id N`: drops what the baselines know of an edge. It asks nobody, and purges nothing. */
export async function forgetCommand(flags: ForgetFlags, context: ProgramContext): Promise<number> {
  // The edges of the config are those that are still there.
  if (flags.edgeId === undefined) {
    throw new UsageError("EDGES_MISSING", "No edge is named.", {
      next: "Name the edges that are gone: --edge-id 11197, or several with commas.",
    });
  }
  const input = await readInput(flags, context);
  refuseUnlisted(input, flags, context);
  const { own, environment, projectDirectory, system } = input;
  // Of this environment alone: an edge that does not belong here may well be another one's.
  const options = { ...own, environment, environments: { [environment]: {} } };
  const facts = { mode: environment, production: true, projectDirectory, publicPath: "/", enabledByDefault: true };
  // Whoever asks needs no keys, but those of an Object Storage that holds the baseline.
  const resolution = resolveOptions(options, { ...facts, isAsked: true }, system);
  if (!resolution.run && resolution.verdict === "skipped") {
    throw new UsageError("ENVIRONMENT_UNKNOWN", `Nothing is purged here: ${resolution.message}`, {
      next: "Turn it on for this command, or name another environment with --env.",
    });
  }
  const { settings } = resolution;
  const forgotten = await forgetEdges(settings, system);
  const words = await loadWords(context.env);
  context.print(
    flags.json
      ? `${JSON.stringify(forgotten, null, 2)}\n`
      : forgotten.map((each) => describeForgotten(each, settings, words)).join(""),
  );
  return 0;
}

function describeForgotten({ baseline, edges }: ForgottenEdges, { dryRun }: Pick<Settings, "dryRun">, words: Words) {
  const told = dryRun ? words.wouldForget : words.forgot;
  return edges
    .map(({ edgeId, paths }) =>
      paths === undefined ? words.notKnown(edgeId, baseline) : told(edgeId, paths, baseline),
    )
    .map((line) => `${line}\n`)
    .join("");
}
