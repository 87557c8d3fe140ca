import { examineSetup, type Finding } from "@global-edge-purge/core/inspect";
import { gitIgnores } from "@global-edge-purge/core/internal";
import { readInput, readText } from "../command-input.ts";
import type { Flags } from "../flags.ts";
import { environmentSource } from "../merge-options.ts";
import type { ProgramContext } from "../program-context.ts";

/** `doctor`: everything that a run depends on, in plain words. Changes nothing. */
export async function doctorCommand(flags: Flags, context: ProgramContext): Promise<number> {
  const { options, environment, projectDirectory, system, config } = await readInput(flags, context);
  const findings = await examineSetup(
    {
      options,
      build: { mode: environment, production: true, projectDirectory, publicPath: "/", enabledByDefault: true },
      whyEnvironment: environmentSource(config, flags.env, context.env["GLOBAL_EDGE_PURGE_ENV"]),
      readText,
      gitIgnores,
    },
    system,
  );
  context.print(flags.json ? `${JSON.stringify(findings, null, 2)}\n` : findings.map(describeFinding).join(""));
  return findings.some(({ level }) => level === "problem") ? 1 : 0;
}

const marks: Readonly<Record<Finding["level"], string>> = { good: "ok      ", notice: "notice  ", problem: "problem " };

function describeFinding({ level, code, message, next }: Finding): string {
  const found = `${marks[level]} ${message}${level === "good" ? "" : ` [${code}]`}\n`;
  return next === undefined ? found : `${found}         ${next}\n`;
}
