import { resolveOptions } from "@global-edge-purge/core/options";
import { relative, sep } from "node:path";
import type { CommandInput } from "../command-input.ts";
import type { ProgramContext } from "../program-context.ts";
import { UsageError } from "../usage-error.ts";
import { loadCliWords } from "../words/load-cli-words.ts";
import { chooseEdges } from "./choose-edges.ts";
import { outputOf } from "./hosts.ts";
import type { Project, Service } from "./look-at-project.ts";
import type { Answers } from "./plan-changes.ts";
import type { Account } from "./read-account.ts";

export interface Questions {
  readonly input: CommandInput;
  readonly project: Project;
  readonly account: Account;
  readonly service: Service | "none" | undefined;
  /** The config that `--config` named. */
  readonly config: string | undefined;
  /** Asks at a terminal; absent where nobody is to be asked. */
  readonly ask: ProgramContext["ask"];
}

/**
 * What somebody chose by flags, config or environment; what they did not is asked where a terminal is.
 *
 * @throws OptionsError, UsageError `EDGES_MISSING` or `DIRECTORY_MISSING`
 */
export async function askAnswers(questions: Questions, context: ProgramContext): Promise<Answers> {
  const { input, project, account, service, config, ask } = questions;
  const { environment, projectDirectory, own, system } = input;
  const words = await loadCliWords(context.env);
  const isOwn = project.host === undefined && project.ownConfig === undefined;

  const edgeId = input.namesEdge ? own.edgeId : await chooseEdges(account, ask, context);
  const usual = outputOf(project.host?.host.name ?? project.scripted?.name, project.host?.config.path);
  const asked = isOwn && own.outputDirectory === undefined ? ((await ask?.(words.askFolder(usual))) ?? "").trim() : "";
  const outputDirectory = own.outputDirectory ?? (asked || usual);
  if (outputDirectory === undefined) {
    throw new UsageError("DIRECTORY_MISSING", "Angular writes a folder that has the name of its project in it.", {
      next: "Name it: --dir dist/NAME/browser.",
    });
  }
  const base = own.base ?? ((isOwn && ((await ask?.(words.askBase)) ?? "").trim()) || undefined);
  const facts = { mode: environment, production: true, projectDirectory, publicPath: "/", enabledByDefault: true };
  const options = {
    ...own,
    ...(edgeId !== undefined && { edgeId }),
    base,
    outputDirectory,
    enabled: true,
    dryRun: true,
  };
  // Whatever is wrong with them is told before anything is written. Of keys the account has told, and none are needed.
  const resolution = resolveOptions({ ...options, environment, environments: { [environment]: {} } }, facts, {
    ...system,
    env: { ...system.env, GLOBAL_EDGE_PURGE: "1" },
    isPullRequest: false,
  });
  if (!resolution.run && resolution.verdict !== "failed") throw new Error(resolution.message);
  const { settings } = resolution;
  const chosen = service === "none" ? undefined : (service ?? project.service);
  return {
    edgeIds: settings.edgeIds,
    ...(typeof base === "string" && { base }),
    outputDirectory: folderFrom(context.workingDirectory, settings.outputDirectory ?? projectDirectory),
    ...(chosen && { service: chosen }),
    ...(config !== undefined && { config }),
  };
}

/** A path from a folder, posix; the folder itself is `.`, for commands would take nothing for the root of the disk. */
function folderFrom(start: string, folder: string): string {
  return relative(start, folder).split(sep).join("/") || ".";
}
