import { explainUrl, type Fact, loadExplainWords } from "@global-edge-purge/core/inspect";
import { shownPath } from "@global-edge-purge/core/internal";
import { resolveOptions } from "@global-edge-purge/core/options";
import { existsSync } from "node:fs";
import { readInput, readText } from "../command-input.ts";
import { edgesOfState } from "../known-edges.ts";
import type { Flags } from "../flags.ts";
import type { ProgramContext } from "../program-context.ts";
import { toTarget } from "../to-target.ts";
import { UsageError } from "../usage-error.ts";
import type { CliWords } from "../words/cli-words.ts";
import { loadCliWords } from "../words/load-cli-words.ts";

/** `explain URL`: what the baseline, the folder, the plan and the last report say of it. Changes nothing. */
export async function explainCommand(url: string, flags: Flags, context: ProgramContext): Promise<number> {
  // A dry run needs no keys, and neither does this.
  const { options, environment, projectDirectory, system } = await readInput(flags, context, async (place) => ({
    dryRun: true,
    ...(await edgesOfState(place)),
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
  // Programs read the same in every language.
  const words = flags.json ? undefined : await loadExplainWords(context.env);
  const question = { target: toTarget(url), settings, build, readText, ...(words && { words }) };
  const known = await explainUrl(question, system);
  const cli = await loadCliWords(context.env);
  context.print(
    flags.json
      ? `${JSON.stringify(known, null, 2)}\n`
      : `${toTarget(url)}\n${known.map((fact) => describeFact(fact, cli)).join("")}`,
  );
  return 0;
}

function describeFact({ source, assetPath, edgeId, says }: Fact, words: CliWords): string {
  const about = [
    assetPath === undefined ? undefined : shownPath(assetPath),
    edgeId === undefined ? undefined : words.edge(edgeId),
  ].filter((part) => part !== undefined);
  return `  ${words.sources[source]}  ${says}${about.length === 0 ? "" : ` (${about.join(", ")})`}\n`;
}
