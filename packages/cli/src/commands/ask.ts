import { createEdgeClient, type EdgeClient, EdgeError, type PurgeView } from "@global-edge-purge/core/client";
import { loadWords } from "@global-edge-purge/core/internal";
import { resolveAccount } from "@global-edge-purge/core/options";
import { accountEdges, tableOfEdges } from "../account-edges.ts";
import { type CommandInput, type CommandPlace, readInput, refuseUnlisted } from "../command-input.ts";
import { describeFailure } from "../ending.ts";
import type { Flags } from "../flags.ts";
import { formatTable } from "../format-table.ts";
import { readLastPurge } from "../last-purge.ts";
import type { ProgramContext } from "../program-context.ts";
import { loadCliWords } from "../words/load-cli-words.ts";

/** `status [ID…]`: what became of purges, those of the last run unless some are named. */
export async function statusCommand(named: readonly string[], flags: Flags, context: ProgramContext): Promise<number> {
  return ask(flags, context, async (client, place) => {
    const ids = named.length > 0 ? named : await idsOfLastPurge(place, context);
    // The client refuses what is no id before it sends anything: then nothing is asked of the others either.
    const malformed = ids.find((id) => !/^[1-9]\d*$/u.test(id));
    if (malformed !== undefined) await client.viewPurge(malformed);
    const purges = [];
    for (const id of ids) purges.push(await viewPurge(client, id));
    const failures = purges.flatMap((purge) => ("error" in purge ? [purge] : []));
    for (const { error } of failures) context.printError(await describeFailure(error, context), "bad");
    const exitCode = failures.length === 0 ? 0 : 1;
    if (failures.length === purges.length) return { exitCode };
    return {
      exitCode,
      answer: flags.json
        ? purges.map((purge) => ("error" in purge ? { ...purge, error: shown(purge.error) } : purge))
        : formatTable(["purge", "status", "type", "requested", "targets"], purges.map(rowOf)),
    };
  });
}

/** @throws UsageError `REPORT_MISSING`, `REPORT_UNREADABLE` */
async function idsOfLastPurge(
  { projectDirectory, environment }: CommandPlace,
  { printError, env }: ProgramContext,
): Promise<readonly string[]> {
  const reports = readLastPurge(projectDirectory, environment);
  const { lastRun } = await loadCliWords(env);
  for (const { startedAt, verdict } of reports) printError(`${lastRun(startedAt, verdict)}\n`);
  return [...new Set(reports.flatMap(({ batches }) => batches).flatMap(({ requestIds }) => requestIds))];
}

interface UnknownPurge {
  readonly purgeId: string;
  readonly error: EdgeError;
}

/** @throws EdgeError where no other purge could be asked about either */
async function viewPurge(client: EdgeClient, id: string): Promise<PurgeView | UnknownPurge> {
  try {
    return await client.viewPurge(id);
  } catch (error) {
    const isOfThisOne = error instanceof EdgeError && error.httpStatus !== undefined && error.stops !== "run";
    if (isOfThisOne) return { purgeId: id, error };
    throw error;
  }
}

function rowOf(purge: PurgeView | UnknownPurge): readonly string[] {
  if ("error" in purge) return [purge.purgeId, purge.error.code];
  const { purgeId, status, purgeType = "", requestDateTime = "", targetFileList, targetDirectory = "" } = purge;
  return [purgeId, status, purgeType, requestDateTime, targetFileList?.join(" ") ?? targetDirectory];
}

function shown({ code, message }: EdgeError) {
  return { code, message };
}

/** `edges`: the edges of the account, which is where edge ids come from. */
export async function edgesCommand(flags: Flags, context: ProgramContext): Promise<number> {
  return ask(flags, context, async (client) => {
    const profiles = await accountEdges(client);
    return { exitCode: 0, answer: flags.json ? profiles : tableOfEdges(profiles) };
  });
}

interface Answered {
  readonly exitCode: number;
  /** Text is printed as it is, anything else as JSON; absent where there is nothing to print. */
  readonly answer?: unknown;
}

/** Asks the API, and prints the answer. */
async function ask(
  flags: Flags,
  context: ProgramContext,
  question: (client: EdgeClient, place: CommandPlace) => Promise<Answered>,
): Promise<number> {
  const input = await readInput(flags, context);
  refuseUnlisted(input, flags, context);
  return withClient(input, context, async (client) => {
    const { exitCode, answer } = await question(client, input);
    if (answer !== undefined) {
      context.print(typeof answer === "string" ? answer : `${JSON.stringify(answer, null, 2)}\n`);
    }
    return exitCode;
  });
}

/**
 * Calls `use` with a client of the account that the options mean.
 *
 * @throws OptionsError
 * @throws CredentialsError
 */
export async function withClient<Result>(
  { own, system }: Pick<CommandInput, "own" | "system">,
  { env, printError }: Pick<ProgramContext, "env" | "printError">,
  use: (client: EdgeClient) => Promise<Result>,
): Promise<Result> {
  const words = await loadWords(env);
  const client = createEdgeClient({
    ...system,
    ...resolveAccount(own, system),
    onWait: (wait) => printError(`${words.wait(wait)}\n`),
    onWarning: (warning) => printError(`${words.warning(warning).join("\n  ")}\n`),
  });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
