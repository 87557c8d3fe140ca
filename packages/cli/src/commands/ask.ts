import { createEdgeClient, describeWait, type EdgeClient } from "@global-edge-purge/core/client";
import { resolveAccount } from "@global-edge-purge/core/options";
import { readInput, refuseUnlisted } from "../command-input.ts";
import type { Flags } from "../flags.ts";
import type { ProgramContext } from "../program-context.ts";

/** `status ID…`: what became of purges. */
export async function statusCommand(ids: readonly string[], flags: Flags, context: ProgramContext): Promise<number> {
  return ask(flags, context, async (client) => {
    const purges = [];
    for (const id of ids) purges.push(await client.viewPurge(id));
    if (flags.json) return purges;
    return formatTable(
      ["purge", "status", "type", "requested", "targets"],
      purges.map(({ purgeId, status, purgeType = "", requestDateTime = "", targetFileList, targetDirectory = "" }) => [
        purgeId,
        status,
        purgeType,
        requestDateTime,
        targetFileList?.join(" ") ?? targetDirectory,
      ]),
    );
  });
}

/** `edges`: the edges of the account, which is where edge ids come from. */
export async function edgesCommand(flags: Flags, context: ProgramContext): Promise<number> {
  return ask(flags, context, async (client) => {
    const profiles = [];
    for (const profile of await client.profiles()) profiles.push({ ...profile, edges: await client.edges(profile.id) });
    if (flags.json) return profiles;
    return formatTable(
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
  });
}

/** Asks the API, and prints the answer: text as it is, anything else as JSON. */
async function ask(
  flags: Flags,
  context: ProgramContext,
  question: (client: EdgeClient) => Promise<unknown>,
): Promise<number> {
  const input = await readInput(flags, context);
  refuseUnlisted(input, flags, context);
  const { own, system } = input;
  const client = createEdgeClient({
    ...system,
    ...resolveAccount(own, system),
    onWait: (wait) => context.printError(`${describeWait(wait)}\n`),
    onWarning: ({ message }) => context.printError(`warning: ${message}\n`),
  });
  try {
    const answer = await question(client);
    context.print(typeof answer === "string" ? answer : `${JSON.stringify(answer, null, 2)}\n`);
    return 0;
  } finally {
    await client.close();
  }
}

/** Columns as wide as their longest cell, with a heading; a line of its own where there are no rows. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "none\n";
  const lines = [headings, ...rows];
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
