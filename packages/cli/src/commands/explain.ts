import { explainUrl, type Fact } from "@global-edge-purge/core/inspect";
import { shownPath } from "@global-edge-purge/core/internal";
import { resolveOptions } from "@global-edge-purge/core/options";
import { existsSync } from "node:fs";
import { readInput, readText } from "../command-input.ts";
import { edgesOfState } from "../known-edges.ts";
import type { Flags } from "../flags.ts";
import type { ProgramContext } from "../program-context.ts";
import { toTarget } from "../to-target.ts";
import { UsageError } from "../usage-error.ts";

/** `explain URL`: what the baseline, the folder, the plan and the last report say of it. Changes nothing. */
export async function explainCommand(url: string, flags: Flags, context: ProgramContext): Promise<number> {
  // A dry run needs no keys, and neither does this.
  const { options, environment, projectDirectory, system } = await readInput(flags, context, (place) => ({
    dryRun: true,
    ...edgesOfState(place),
  }));
  const facts = {
    mode: environment,
    production: true,
    projectDirectory,
    publicPath: "/",
    enabledByDefault: true,
    isAsked: true,
  };
  const resolution = resolveOptions(options, facts, system);
  if (!resolution.run && resolution.verdict === "skipped") {
    throw new UsageError("ENVIRONMENT_UNKNOWN", `Nothing is ever purged here: ${resolution.message}`, {
      next: "Name an environment that the options list with --env.",
    });
  }
  const { settings } = resolution;
  const { outputDirectory } = settings;
  const build = outputDirectory !== undefined && existsSync(outputDirectory) ? { outputDirectory } : undefined;
  const known = await explainUrl({ target: toTarget(url), settings, build, readText }, system);
  context.print(
    flags.json ? `${JSON.stringify(known, null, 2)}\n` : `${toTarget(url)}\n${known.map(describeFact).join("")}`,
  );
  return 0;
}

function describeFact({ source, assetPath, edgeId, says }: Fact): string {
  const about = [
    assetPath === undefined ? undefined : shownPath(assetPath),
    edgeId === undefined ? undefined : `edge ${edgeId}`,
  ].filter((part) => part !== undefined);
  return `  ${source.padEnd(8)}  ${says}${about.length === 0 ? "" : ` (${about.join(", ")})`}\n`;
}
