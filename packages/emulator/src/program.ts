import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createEmulator } from "./emulator.ts";
import { EmulatorError } from "./errors.ts";
import { purgeLine, requestLine, startLines } from "./log-lines.ts";
import { isUrl } from "./open-origin.ts";
import { emulatorCredentials, type OriginNames } from "./options.ts";

/** What the program needs from the process it runs in. */
export interface ProgramContext {
  /** Writes one line to standard output. */
  readonly print: (line: string) => void;
  /** Writes one line to standard error. */
  readonly printError: (line: string) => void;
  /** Aborted when the program should end. */
  readonly signal: AbortSignal;
}

interface ProgramOptions {
  readonly origin?: string;
  readonly edgeId?: readonly number[];
  readonly apiPort: number;
  readonly edgePort: number;
  readonly window?: number;
  readonly base: string;
  readonly originNames: OriginNames;
  readonly accessKey?: string;
  readonly secretKey?: string;
}

/**
 * Runs the emulator until `signal` aborts.
 *
 * @param args The arguments behind the program's name.
 * @returns The exit code: 0, 1 if it cannot start (a port is taken), 2 for wrong usage.
 */
export async function runProgram(args: readonly string[], context: ProgramContext): Promise<number> {
  const command = createCommand(context);
  try {
    command.parse(args, { from: "user" });
    await runEmulator(command.opts<ProgramOptions>(), context);
    return 0;
  } catch (error) {
    // Commander has said what is wrong; asking for help is an "error" with exit code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    context.printError(`error: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof EmulatorError ? 2 : 1;
  }

  async function runEmulator(options: ProgramOptions, { print, printError, signal }: ProgramContext): Promise<void> {
    const { origin, accessKey, secretKey, window, edgeId: edgeIds = [11197], edgePort } = options;
    if ((accessKey === undefined) !== (secretKey === undefined)) {
      command.error("error: --access-key and --secret-key go together: give both or neither");
    }
    const given = accessKey !== undefined && secretKey !== undefined;
    const credentials = given ? { accessKey, secretKey } : emulatorCredentials;
    if (origin !== undefined && !isUrl(origin) && !existsSync(origin)) {
      printError(`note: the folder ${origin} does not exist; visitors get 404s until it does`);
    }
    const emulator = await createEmulator({
      ...(origin !== undefined && { origin }),
      originBase: options.base,
      originNames: options.originNames,
      credentials,
      edges: edgeIds.map((edgeId, index) => ({ edgeId, port: edgePort === 0 ? 0 : edgePort + index })),
      apiPort: options.apiPort,
      quota: window === undefined ? {} : { window },
      onRequest: (request) => print(requestLine(request)),
      onPurge: (purge) => print(purgeLine(purge)),
    });
    try {
      for (const line of startLines(emulator, edgeIds, credentials, given)) print(line);
      if (!signal.aborted) await once(signal, "abort");
    } finally {
      await emulator.close();
    }
  }
}

function createCommand({ print, printError }: ProgramContext): Command {
  const portHint = "port on 127.0.0.1; 0 takes a free one";
  return new Command("global-edge-emulator")
    .description("A local Global Edge: the purge API, and a caching edge before your origin.")
    .option("--origin <folder or URL>", "where the edges fetch from")
    .option("--edge-id <number>", "id of an edge; repeat it for several (default: 11197)", collectNumbers)
    .option("--api-port <number>", portHint, wholeNumber, 0)
    .option("--edge-port <number>", `${portHint}; further edges take the ports after it`, wholeNumber, 0)
    .option("--window <ms>", "length of the quota's sliding window (default: 60000)", positiveNumber)
    .option("--base <path>", "path at which a folder origin serves its root", "/")
    .addOption(
      new Option("--origin-names <how>", "whether a folder origin compares names byte by byte")
        .choices(["exact", "normalization-insensitive"] satisfies OriginNames[])
        .default("exact"),
    )
    .option("--access-key <key>", "accept this key pair instead of the fake one (with --secret-key)")
    .option("--secret-key <key>", "see --access-key")
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => print(text.trimEnd()),
      writeErr: (text) => printError(text.trimEnd()),
    });
}

function collectNumbers(text: string, earlier: readonly number[] = []): number[] {
  return [...earlier, positiveNumber(text)];
}

function positiveNumber(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError("It must be at least 1.");
  return number;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}
