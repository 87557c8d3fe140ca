import { examineBuilds, examineSetup, type Finding } from "@global-edge-purge/core/inspect";
import { gitIgnores, loadWords, type Words } from "@global-edge-purge/core/internal";
import { readInput, readText } from "../command-input.ts";
import { edgesOfState } from "../known-edges.ts";
import type { Flags } from "../flags.ts";
import { environmentSource } from "../merge-options.ts";
import { nameFlags } from "../name-flags.ts";
import type { ProgramContext } from "../program-context.ts";
import { runBuild } from "../run-build.ts";

/**
 * `doctor`: everything that a run depends on, in plain words. Changes nothing; with `--build` that command is run
 * twice.
 */
export async function doctorCommand(
  flags: Flags & { readonly build?: string },
  context: ProgramContext,
): Promise<number> {
  const { options, environment, projectDirectory, system, config, own, namesEdge } = await readInput(
    flags,
    context,
    edgesOfState,
  );
  const build = { mode: environment, production: true, projectDirectory, publicPath: "/", enabledByDefault: true };
  const setup = await examineSetup(
    {
      options,
      build,
      whyEnvironment: environmentSource(config, flags.env, context.env["GLOBAL_EDGE_PURGE_ENV"]),
      named: (error) => nameFlags(error, flags, context.workingDirectory),
      readText,
      gitIgnores,
    },
    system,
  );
  const { build: command } = flags;
  const isUsable = command !== undefined && !setup.some(({ code }) => code === "OPTIONS_INVALID");
  const builds = isUsable
    ? await examineBuilds({ options, build, runBuild: () => runBuild(command, context) }, system)
    : [];
  const findings = [...setup, ...builds];
  if (!namesEdge && Array.isArray(own.edgeId)) {
    const message = `No option here names an edge; the plan and the baseline are for ${own.edgeId.join(", ")}.`;
    findings.unshift({ level: "good", code: "EDGES_OF_STATE", message });
  }
  const words = await loadWords(context.env);
  context.print(
    flags.json
      ? `${JSON.stringify(findings, null, 2)}\n`
      : findings.map((finding) => describeFinding(finding, words)).join(""),
  );
  return findings.some(({ level }) => level === "problem") ? 1 : 0;
}

function describeFinding(finding: Finding, words: Words): string {
  const [first = "", ...more] = words.finding(finding).flatMap((text) => text.split("\n"));
  return [first, ...more.map((line) => `         ${line}`), ""].join("\n");
}
