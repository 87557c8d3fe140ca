import { createEdgeClient, type EdgeClient, EdgeError, type PurgeView } from "@global-edge-purge/core/client";
import { loadWords, shownPath } from "@global-edge-purge/core/internal";
import { resolveAccount } from "@global-edge-purge/core/options";
import { type CommandPlace, readInput, refuseUnlisted } from "../command-input.ts";
import { describeFailure } from "../ending.ts";
import type { Flags } from "../flags.ts";
import { readLastPurge } from "../last-purge.ts";
import type { ProgramContext } from "../program-context.ts";

/** `status [ID…]`: what became of purges, those of the last run unless some are named. */
export async function statusCommand(named: readonly string[], flags: Flags, context: ProgramContext): Promise<number> {
  return ask(flags, context, async (client, place) => {
    const ids = named.length > 0 ? named : idsOfLastPurge(place, context);
    // The client refuses what is no id before it sends anything: then nothing is asked of the others either.
    const malformed = ids.find((id) => !/^[1-9]\d*$/u.test(id));
    if (malformed !== undefined) await client.viewPurge(malformed);
    const purges = [];
    for (const id of ids) purges.push(await viewPurge(client, id));
    const failures = purges.flatMap((purge) => ("error" in purge ? [purge] : []));
    for (const { error } of failures) context.printError(await describeFailure(error, context));
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
function idsOfLastPurge(
  { projectDirectory, environment }: CommandPlace,
  { printError }: ProgramContext,
): readonly string[] {
  const reports = readLastPurge(projectDirectory, environment);
  for (const { startedAt, verdict } of reports) printError(`The last run that purged: ${startedAt} (${verdict})\n`);
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
    const profiles = [];
    for (const profile of await client.profiles()) profiles.push({ ...profile, edges: await client.edges(profile.id) });
    const table = formatTable(
      ["edge id", "status", "region", "name", "domain", "profile"],
      profiles.flatMap(({ id, profileName = id, edges }) =>
        edges.map(({ id: edgeId, statusType = "", serviceRegionType = "", edgeName = "", domainName = "" }) => [
          edgeId,
          statusType,
          serviceRegionType,
          edgeName,
          domainName,
          profileName,
        ]),
      ),
    );
    return { exitCode: 0, answer: flags.json ? profiles : table };
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
  const { own, system } = input;
  const words = await loadWords(context.env);
  const client = createEdgeClient({
    ...system,
    ...resolveAccount(own, system),
    onWait: (wait) => context.printError(`${words.wait(wait)}\n`),
    onWarning: (warning) => context.printError(`${words.warning(warning).join("\n  ")}\n`),
  });
  try {
    const { exitCode, answer } = await question(client, input);
    if (answer !== undefined) {
      context.print(typeof answer === "string" ? answer : `${JSON.stringify(answer, null, 2)}\n`);
    }
    return exitCode;
  } finally {
    await client.close();
  }
}

/** Columns as wide as their longest cell, with a heading; a line of its own where there are no rows. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "none\n";
  const lines = [headings, ...rows.map((cells) => cells.map(shownPath))];
  const widths = headings.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map(
      (cells) =>
        `${cells
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
