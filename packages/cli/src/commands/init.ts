import { GlobalEdgePurgeError } from "@global-edge-purge/core";
import { gitIgnores } from "@global-edge-purge/core/internal";
import { resolveOptions } from "@global-edge-purge/core/options";
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { accountEdges, type ProfileWithEdges, tableOfEdges } from "../account-edges.ts";
import { type CommandInput, readInput, readText } from "../command-input.ts";
import { describeFailure } from "../ending.ts";
import type { Flags } from "../flags.ts";
import { outputOf } from "../init/hosts.ts";
import { lookAtProject, type Project, type ProjectFiles, type Service, services } from "../init/look-at-project.ts";
import { type Answers, installCommand, planChanges, type SetupFacts } from "../init/plan-changes.ts";
import { recipePaths } from "../init/recipe.ts";
import { describeChanges, describeProject } from "../init/show-changes.ts";
import { writeChanges } from "../init/write-changes.ts";
import type { ProgramContext } from "../program-context.ts";
import { UsageError } from "../usage-error.ts";
import { loadCliWords } from "../words/load-cli-words.ts";
import { withClient } from "./ask.ts";

export interface InitFlags extends Flags {
  readonly yes?: boolean;
  /** The service to write a recipe for, or `none`. */
  readonly ci?: string;
}

/** Lines that .gitignore should have: keys lie in the one, and state, which goes back in time with a checkout, in the other. */
const ignored = [".env.local", ".global-edge-purge/"];

/** `init`: from a project to its first deploy that purges. Shows what it would write, and asks; writes no key, and over no file. */
export async function initCommand(flags: InitFlags, context: ProgramContext): Promise<number> {
  const service = serviceOf(flags.ci);
  const input = await readInput(flags, context);
  const words = await loadCliWords(context.env);
  const files = filesOf(context.workingDirectory);
  const project = lookAtProject(files);
  const tell = flags.json ? context.printError : context.print;
  tell(`${describeProject(project, words)}\n`);

  const { hasKeys, profiles } = await askAccount(input, context);
  const answers = await answer({ flags, input, project, profiles, service }, context);
  const facts = setupFacts(project, answers, files, context);
  const changes = planChanges(facts, answers);
  const toWrite = changes.filter(({ does }) => does !== "by-hand");
  tell(describeChanges(changes, words));
  if (toWrite.length > 0 && !flags.yes && !context.confirm) {
    if (flags.json) context.print(`${JSON.stringify({ changes, written: [] }, null, 2)}\n`);
    throw new UsageError("INIT_UNCONFIRMED", "init asks before it writes, and there is no terminal to ask at.", {
      next: "Add --yes if what it shows is what you want.",
    });
  }
  const isWanted = flags.yes || toWrite.length === 0 || (await context.confirm?.(words.askWrite));
  const written = isWanted ? writeChanges(toWrite, context.workingDirectory) : [];
  if (toWrite.length === 0) tell(`${words.nothingToWrite}\n`);
  else tell(`${written.length > 0 ? words.wrote(written) : words.nothingWritten}\n`);
  tell(nextSteps());
  if (flags.json) context.print(`${JSON.stringify({ changes, written }, null, 2)}\n`);
  return 0;

  function nextSteps(): string {
    const recipe = changes.some(({ path, does }) => does === "create" && Object.values(recipePaths).includes(path));
    const keys = hasKeys
      ? [words.keysFound]
      : [words.keysMissing, "  NCLOUD_ACCESS_KEY_ID=...", "  NCLOUD_SECRET_ACCESS_KEY=..."];
    const install = installCommand(project);
    return [
      ...keys,
      ...(recipe ? [words.bucket, words.sharedBaseline] : []),
      words.next,
      ...(install === undefined ? [] : [`  ${install}`]),
      `  npx global-edge-purge doctor --edge-id ${answers.edgeIds.join(",")}`,
      "",
    ].join("\n");
  }
}

function serviceOf(ci: string | undefined): Service | "none" | undefined {
  if (ci === undefined || ci === "none") return ci;
  const service = services.find((each) => each === ci);
  if (service) return service;
  throw new UsageError("RECIPE_UNKNOWN", `There is no recipe for ${JSON.stringify(ci)}.`, {
    next: `Give --ci ${services.join(", ")} or none.`,
  });
}

/** What the account tells: whether keys were found, and its edges where nobody named any. */
async function askAccount(
  input: CommandInput,
  context: ProgramContext,
): Promise<{ readonly hasKeys: boolean; readonly profiles: readonly ProfileWithEdges[] }> {
  try {
    const profiles = await withClient(input, context, async (client) =>
      input.namesEdge ? [] : await accountEdges(client),
    );
    return { hasKeys: true, profiles };
  } catch (error) {
    if (!(error instanceof GlobalEdgePurgeError) || error.exitCode === 2) throw error;
    const hasKeys = error.code !== "CREDENTIALS_MISSING";
    // Edges can be named by hand as well.
    if (hasKeys) context.printError(await describeFailure(error, context));
    return { hasKeys, profiles: [] };
  }
}

interface Question {
  readonly flags: InitFlags;
  readonly input: CommandInput;
  readonly project: Project;
  readonly profiles: readonly ProfileWithEdges[];
  readonly service: Service | "none" | undefined;
}

/**
 * What somebody chose by flags, config or environment; what they did not is asked where a terminal is.
 *
 * @throws OptionsError, UsageError `EDGES_MISSING`
 */
async function answer(question: Question, context: ProgramContext): Promise<Answers> {
  const { flags, input, project, profiles, service } = question;
  const { environment, projectDirectory, own, system } = input;
  const ask = flags.yes ? undefined : context.ask;
  const words = await loadCliWords(context.env);
  const isOwn = project.host === undefined && project.ownConfig === undefined;

  const edgeId = input.namesEdge ? own.edgeId : await chooseEdges();
  const usual = outputOf(project.host?.host.name ?? project.scripted?.name ?? "");
  const outputDirectory =
    own.outputDirectory ?? ((isOwn && ((await ask?.(words.askFolder(usual))) ?? "").trim()) || usual);
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
  // Whatever is wrong with them is told before anything is written.
  const resolution = resolveOptions({ ...options, environment, environments: { [environment]: {} } }, facts, {
    ...system,
    env: { ...system.env, GLOBAL_EDGE_PURGE: "1" },
    isPullRequest: false,
  });
  if (!resolution.run) throw resolution.verdict === "failed" ? resolution.error : new Error(resolution.message);
  const { settings } = resolution;
  const chosen = service === "none" ? undefined : (service ?? project.service);
  return {
    edgeIds: settings.edgeIds,
    ...(typeof base === "string" && { base }),
    outputDirectory: relative(context.workingDirectory, settings.outputDirectory ?? usual)
      .split(sep)
      .join("/"),
    ...(chosen && { service: chosen }),
  };

  async function chooseEdges(): Promise<readonly number[]> {
    const ids = profiles.flatMap(({ edges }) => edges.map(({ id }) => Number(id)));
    if (profiles.length > 0) context.printError(tableOfEdges(profiles));
    if (ask)
      return (await ask(words.askEdges)).split(",").map((id) => (/^\s*\d+\s*$/u.test(id) ? Number(id) : Number.NaN));
    if (ids.length === 1) return ids;
    const known = ids.length === 0 ? "" : ` The account has ${ids.join(", ")}.`;
    throw new UsageError("EDGES_MISSING", `No edge is named.${known}`, {
      next: "Name it: --edge-id 11197, or several with commas.",
    });
  }
}

function filesOf(folder: string): ProjectFiles {
  return {
    list: (path) => {
      try {
        return readdirSync(join(folder, path));
      } catch {
        return [];
      }
    },
    readText: (path) => readText(join(folder, path)),
  };
}

function setupFacts(
  project: Project,
  { service }: Answers,
  { list, readText: read }: ProjectFiles,
  { workingDirectory }: ProgramContext,
): SetupFacts {
  const gitignore = read(".gitignore");
  const lines = new Set((gitignore ?? "").split("\n").map((line) => line.trim().replace(/^\/|\/$/gu, "")));
  const unignored = ignored.filter(
    (line) => !lines.has(line.replace(/\/$/u, "")) && gitIgnores(join(workingDirectory, line)) !== true,
  );
  const workflows = list(".github/workflows").map((name) => `.github/workflows/${name}`);
  const paths =
    service === "github" ? [recipePaths.github, ...workflows] : service === "gitlab" ? [recipePaths.gitlab] : [];
  const found = paths.flatMap((path) => {
    const text = read(path);
    return text === undefined ? [] : [{ path, text }];
  });
  const recipe =
    found.find(({ text }) => text.includes("global-edge-purge")) ?? found.find(({ path }) => path === paths[0]);
  return { project, unignored, ...(gitignore !== undefined && { gitignore }), ...(recipe && { recipe }) };
}
