import { filesOf, gatherFacts } from "../init/gather-facts.ts";
import { askAnswers } from "../init/ask-answers.ts";
import { readInput } from "../command-input.ts";
import type { Flags } from "../flags.ts";
import { lookAtProject, type Service, services } from "../init/look-at-project.ts";
import { nextSteps } from "../init/next-steps.ts";
import { planChanges, whyNoRecipe } from "../init/plan-changes.ts";
import { readAccount } from "../init/read-account.ts";
import { recipePaths } from "../init/recipe.ts";
import { describeChanges, describeProject } from "../init/show-changes.ts";
import { writeChanges } from "../init/write-changes.ts";
import type { ProgramContext } from "../program-context.ts";
import { UsageError } from "../usage-error.ts";
import { loadCliWords } from "../words/load-cli-words.ts";

export interface InitFlags extends Flags {
  readonly yes?: boolean;
  /** The service to write a recipe for, or `none`. */
  readonly ci?: string;
}

/** `init`: from a project to its first deploy that purges. Shows what it would write, and asks; writes no key, and over no file. */
export async function initCommand(flags: InitFlags, context: ProgramContext): Promise<number> {
  try {
    return await setUp(flags, context);
  } catch (error) {
    // Whoever stops at a question knows it; the process ends with the code of the signal.
    if (context.signal.aborted && error === context.signal.reason) return 1;
    throw error;
  }
}

async function setUp(flags: InitFlags, context: ProgramContext): Promise<number> {
  const service = serviceOf(flags.ci);
  const { ask, confirm } = untilStopped(context);
  const input = await readInput(flags, context);
  const words = await loadCliWords(context.env);
  const files = filesOf(context.workingDirectory);
  const project = lookAtProject(files, flags.config);
  const tell = flags.json ? context.printError : context.print;
  tell(`${describeProject(project, words)}\n`);

  const account = await readAccount(input, context);
  const { config, yes } = flags;
  const answers = await askAnswers({ input, project, account, service, config, ask: yes ? undefined : ask }, context);
  const facts = gatherFacts(project, answers, files, context.workingDirectory);
  const changes = planChanges(facts, answers);
  const toWrite = changes.filter(({ does }) => does !== "by-hand");
  tell(describeChanges(changes, words));
  const reason = whyNoRecipe(facts, answers);
  if (reason === "below-root") tell(`${words.belowRoot(facts.root ?? "")}\n`);
  if (reason === "no-script") tell(`${words.noScript(project.scripted?.build ?? "build")}\n`);
  if (toWrite.length > 0 && !yes && !confirm) {
    if (flags.json) context.print(`${JSON.stringify({ changes, written: [] }, null, 2)}\n`);
    throw new UsageError("INIT_UNCONFIRMED", "init asks before it writes, and there is no terminal to ask at.", {
      next: "Add --yes if what it shows is what you want.",
    });
  }
  const isWanted = yes || toWrite.length === 0 || (await confirm?.(words.askWrite));
  const written = isWanted ? writeChanges(toWrite, context.workingDirectory) : [];
  if (toWrite.length === 0) tell(`${words.nothingToWrite}\n`);
  else tell(`${written.length > 0 ? words.wrote(written) : words.nothingWritten}\n`);
  const hasRecipe = changes.some(({ path, does }) => does === "create" && Object.values(recipePaths).includes(path));
  tell(nextSteps({ project, answers, keys: account.keys, hasRecipe }, words));
  if (flags.json) context.print(`${JSON.stringify({ changes, written }, null, 2)}\n`);
  return 0;
}

/** The questions of a terminal: one that is answered by stopping the process throws the signal's reason. */
function untilStopped({ ask, confirm, signal }: ProgramContext): Pick<ProgramContext, "ask" | "confirm"> {
  const unlessStopped = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const answered = await answer;
    signal.throwIfAborted();
    return answered;
  };
  return {
    ...(ask && { ask: (question) => unlessStopped(ask(question)) }),
    ...(confirm && { confirm: (question) => unlessStopped(confirm(question)) }),
  };
}

function serviceOf(ci: string | undefined): Service | "none" | undefined {
  if (ci === undefined || ci === "none") return ci;
  const service = services.find((each) => each === ci);
  if (service) return service;
  throw new UsageError("RECIPE_UNKNOWN", `There is no recipe for ${JSON.stringify(ci)}.`, {
    next: `Give --ci ${services.join(", ")} or none.`,
  });
}
