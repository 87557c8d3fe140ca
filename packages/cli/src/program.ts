import { annotator, type CommandName, inertText } from "@global-edge-purge/core/option-table";
import { Command, CommanderError } from "commander";
import { createRequire } from "node:module";
import { addFlags, type Flags } from "./flags.ts";
import { type HelpLanguage, loadHelp } from "./help/help-language.ts";
import type { InitFlags } from "./commands/init.ts";
import type { SendFlags } from "./commands/send.ts";
import type { ProgramContext } from "./program-context.ts";

const { version }: { readonly version: string } = createRequire(import.meta.url)("global-edge-purge/package.json");

/**
 * Runs one command of the program.
 *
 * @param args the arguments behind the program's name
 * @returns the exit code: that of the verdict, 1 for an error, 2 for wrong usage
 */
export async function runProgram(args: readonly string[], given: ProgramContext): Promise<number> {
  const annotate = annotator(given.env, given.printError);
  const context: ProgramContext = {
    ...given,
    ...(annotate && { annotate }),
    print: (text) => given.print(inertText(text)),
    printError: (text, tone) => given.printError(inertText(text), tone),
  };
  let exitCode = 0;
  let flags: Flags = {};
  const program = createProgram(context, await loadHelp(context.env), (code) => {
    exitCode = code;
  }).hook("preAction", (_program, command) => {
    flags = command.opts();
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Asking for help or the version is an "error" with exit code 0.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const { removeOldReport } = await import("./old-report.ts");
    await removeOldReport(args, context);
    // Commander has said what is wrong.
    if (error instanceof CommanderError) return 2;
    const { tellFailure, exitCodeOf } = await import("./ending.ts");
    await tellFailure(error, flags, context);
    return exitCodeOf(error);
  }
}

/** Each command loads what it needs when it runs: help is there at once. */
function createProgram(context: ProgramContext, help: HelpLanguage, end: (exitCode: number) => void): Command {
  const program = new Command("global-edge-purge")
    .description("Purges exactly what changed from NAVER Cloud's Global Edge CDN.")
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(help.text("(--help shows all of it)"))
    .configureOutput({
      writeOut: context.print,
      writeErr: (text) => context.printError(text, "bad"),
      outputError: (text, write) => write(help.mistake(text)),
    })
    .configureHelp({
      styleTitle: help.text,
      commandDescription: (command) => help.text(command.description()),
      subcommandDescription: (command) => help.text(command.summary() || command.description()),
      argumentDescription: ({ description }) => help.text(description),
      optionDescription: ({ description }) => help.text(description),
      ...(help.width && { displayWidth: help.width }),
    })
    .addHelpText("after", help.examples.program)
    .hook("preAction", async (_program, command) => (await import("./refuse-blank.ts")).refuseBlank(command));

  const add = (name: CommandName, summary: string): Command =>
    addFlags(program.command(name), name)
      .summary(summary)
      .description(summary)
      .addHelpText("after", help.examples[name]);

  add("init", "Set a project up: the plugin's line or a config, what git ignores, a recipe for CI")
    .option("--ci <service>", "the recipe to write: github, gitlab or none (default: what lies here)")
    .option("--yes", "do not ask")
    .action(async (flags: InitFlags) => end(await (await import("./commands/init.ts")).initCommand(flags, context)));

  add("run", "Compare a folder with what the edge serves, and purge what changed")
    .argument("[dir]", "the folder that the build wrote, in place of --dir")
    .option("--adopt", "record the folder as what the edge serves, and send nothing")
    .action(async (dir: string | undefined, flags: Flags) =>
      end(await (await import("./commands/purge-folder.ts")).runCommand(dir, flags, context)),
    );

  add("plan", "Compare as run does, and write the plan for send to send after the upload")
    .argument("[dir]", "the folder that the build wrote, in place of --dir")
    .option("--out <file>", "the plan (default: .global-edge-purge/<env>/plan.json)")
    .action(async (dir: string | undefined, flags: Flags) =>
      end(await (await import("./commands/purge-folder.ts")).planCommand(dir, flags, context)),
    );

  add("send", "Send plans that builds wrote, once their files are on the origin")
    .argument("[files...]", "plans (default: those of the environment in .global-edge-purge)")
    .option("--require <dirs...>", "apps that must have a plan among them; without files, theirs are sent")
    .action(async (files: string[], flags: SendFlags) =>
      end(await (await import("./commands/send.ts")).sendCommand(files, flags, context)),
    );

  add("status", "Ask the API what became of purges")
    .argument("[ids...]", "ids of purges (default: those of the last run)")
    .action(async (ids: string[], flags: Flags) =>
      end(await (await import("./commands/ask.ts")).statusCommand(ids, flags, context)),
    );

  add("edges", "List the account's edges with their ids").action(async (flags: Flags) =>
    end(await (await import("./commands/ask.ts")).edgesCommand(flags, context)),
  );

  add("purge", "Purge what you name, once; the baseline is not touched")
    .argument("[targets...]", "/page.html?v=2, '/folder/*' or '/folder/*.png', or URLs, of which the path counts")
    .option("--all", "purge everything that the edge holds; asks first")
    .option("--yes", "do not ask")
    .option("--report [file]", "purge again what a report says was purged (default: the last run's)")
    .action(async (targets: string[], flags: Flags) =>
      end(await (await import("./commands/purge.ts")).purgeCommand(targets, flags, context)),
    );

  add("forget", "Drop what the baseline knows of an edge that is gone").action(async (flags: Flags) =>
    end(await (await import("./commands/forget.ts")).forgetCommand(flags, context)),
  );

  add("explain", "Say why a URL would or would not be purged")
    .argument("<url>", "a URL of the site, or its path")
    .action(async (url: string, flags: Flags) =>
      end(await (await import("./commands/explain.ts")).explainCommand(url, flags, context)),
    );

  add("doctor", "Check keys, clock, edges, baseline and what surrounds the build")
    .option("--build <command>", "also build twice, without purging, and say what differs")
    .action(async (flags: Flags) => end(await (await import("./commands/doctor.ts")).doctorCommand(flags, context)));
  return program;
}
