import { adoptBuild, type FinishedBuild, purgeBuild, type PurgeReport } from "@global-edge-purge/core";
import { reportUnstarted } from "@global-edge-purge/core/internal";
import { resolveOptions, type Settings } from "@global-edge-purge/core/options";
import { resolve } from "node:path";
import { type CommandInput, readInput } from "../command-input.ts";
import type { Flags } from "../flags.ts";
import { printReport } from "../ending.ts";
import type { ProgramContext } from "../program-context.ts";
import { UsageError } from "../usage-error.ts";

/** `run DIR`: the whole pipeline over a folder; with `--adopt` only its baseline. */
export async function runCommand(
  dir: string | undefined,
  given: Flags & { readonly adopt?: boolean },
  context: ProgramContext,
): Promise<number> {
  const flags = withDirectory(dir, given);
  // A build that is adopted is not sent, so it needs no credentials, just as one that is only planned.
  const report = await purgeFolder(flags, context, flags.adopt ? "deploy" : "build", (build, settings, { system }) =>
    flags.adopt ? adoptBuild(build, settings, system) : purgeBuild(build, settings, system),
  );
  return printReport(report, flags, context);
}

/** `plan DIR`: the first half of `run`, up to a plan file. */
export async function planCommand(
  dir: string | undefined,
  given: Flags & { readonly out?: string },
  context: ProgramContext,
): Promise<number> {
  const flags = withDirectory(dir, given);
  const report = await purgeFolder(flags, context, "deploy", (build, settings, { system }) => {
    const planFile = flags.out === undefined ? {} : { planFile: resolve(context.workingDirectory, flags.out) };
    return purgeBuild(build, { ...settings, ...planFile }, system);
  });
  return printReport(report, flags, context);
}

/** @throws UsageError `DIRECTORY_TWICE` */
function withDirectory<Given extends Flags>(dir: string | undefined, flags: Given): Given {
  if (dir === undefined) return flags;
  const { dir: other } = flags;
  if (typeof other === "string") {
    throw new UsageError("DIRECTORY_TWICE", `Two folders are given: ${dir} and --dir ${other}.`, {
      next: "Give one: run dist means run --dir dist.",
    });
  }
  return { ...flags, dir };
}

async function purgeFolder(
  flags: Flags,
  context: ProgramContext,
  when: Settings["when"],
  purge: (build: FinishedBuild, settings: Settings, input: CommandInput) => Promise<PurgeReport>,
): Promise<PurgeReport> {
  const input = await readInput(flags, context, { when });
  const { options, environment, projectDirectory, system } = input;
  const facts = { mode: environment, production: true, projectDirectory, publicPath: "/", enabledByDefault: true };
  const resolution = resolveOptions(options, facts, system);
  if (!resolution.run) return reportUnstarted(resolution, system);

  const { outputDirectory } = resolution.settings;
  if (outputDirectory === undefined) {
    throw new UsageError("DIRECTORY_MISSING", "Nothing says which folder the build wrote.", {
      next: "Give it, such as --dir dist, or set outputDirectory in the config.",
    });
  }
  return purge({ outputDirectory }, resolution.settings, input);
}
