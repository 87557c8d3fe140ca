import { createEdgeClient, describeWait, type EdgeClient } from "@global-edge-purge/core/client";
import { resolveOptions } from "@global-edge-purge/core/options";
import { readInput } from "../command-input.ts";
import type { Flags } from "../flags.ts";
import { formatTable } from "../format-table.ts";
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
  const { own, projectDirectory, system } = await readInput(flags, context);
  const { credentials, profile, site, endpoint, quota, retry, budget } = own;
  const resolution = resolveOptions(
    // Asking concerns no edge and no environment, which the options want all the same.
    { credentials, profile, site, endpoint, quota, retry, budget, edgeId: 1, enabled: true, pullRequests: true },
    { mode: "production", production: true, projectDirectory, publicPath: "/", enabledByDefault: true },
    { ...system, env: { ...system.env, GLOBAL_EDGE_PURGE: undefined, GLOBAL_EDGE_PURGE_ENV: undefined } },
  );
  if (!resolution.run) throw "error" in resolution ? resolution.error : new Error(resolution.message);
  const { settings } = resolution;
  if (!settings.credentials) throw new Error("There are no credentials.");
  const client = createEdgeClient({
    ...system,
    endpoint: settings.endpoint,
    credentials: settings.credentials,
    quota: settings.quota,
    retry: settings.retry,
    budget: settings.budget,
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
