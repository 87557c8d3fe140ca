import { createSystem, type PurgeReport, sendPlans } from "@global-edge-purge/core";
import { edgeIds, cleanEnvironment, openAccount } from "./account.ts";
import { everything, fewest, oneByOne, type SendingCost } from "./fewest.ts";
import { formatCount, formatRatio } from "./figures.ts";
import type { Bench, Group } from "./group.ts";
import { makeUpSite } from "./made-up-site.ts";
import { createProject } from "./project.ts";
import { createSimulatedClock } from "./simulated-clock.ts";

const about =
  "Plans of so many changed URLs are sent to an emulator with the documented quota, ten requests in any minute, on a simulated clock on which the waits take no time; requests are those that the emulator counted, look-ups included. " +
  "*fewest*: full requests of 100 URLs, and no wait that the quota does not force. *one by one*: a script with a request for each URL; *everything*: one request an edge, which empties it, and takes up to 40 minutes more at the edge itself (documented). These two are computed.";

/** How many requests a purge takes and how long the quota makes it wait. */
export const measureSending: Group = async function* (bench) {
  const sizes = bench.isQuick ? [10, 150] : [10, 100, 1000, 10_000, 50_000];
  const rows: string[][] = [];
  for (const edges of [1, edgeIds.length]) {
    for (const urls of sizes) {
      bench.tell(`sending ${formatCount(urls)} URLs to ${edges} of the edges`);
      rows.push(describe(urls, edges, await send(urls, edges, bench)));
    }
  }
  const head = ["URLs, edges", "requests", "× fewest", "waiting", "× fewest", "× one by one", "everything"];
  yield { title: "Requests and waiting", notes: [about], head, rows };
};

interface Sent extends SendingCost {
  readonly verdict: PurgeReport["verdict"];
  readonly lookUps: number;
}

async function send(urls: number, edges: number, { workspace }: Bench): Promise<Sent> {
  const clock = createSimulatedClock();
  const emulator = await openAccount({ clock, quota: {} });
  try {
    const project = createProject(workspace.folder("sending"), emulator, {});
    const site = await makeUpSite(project, { paths: urls, changed: urls, edgeIds: edgeIds.slice(0, edges) });
    const env = cleanEnvironment(project.home, emulator);
    const system = createSystem({ clock, env, homeDirectory: () => project.home, isCI: false, write: () => {} });
    const options = { baseline: site.baseline, logLevel: "silent" as const };
    const { verdict } = await sendPlans([site.plan], options, project.directory, system);
    const { requests, purges } = emulator;
    return { verdict, requests: requests.length, waiting: clock.waited(), lookUps: requests.length - purges.length };
  } finally {
    await emulator.close();
  }
}

function describe(urls: number, edges: number, sent: Sent): string[] {
  const [least, single, whole] = [fewest(urls, edges), oneByOne(urls, edges), everything(edges)];
  const lookUps = sent.lookUps > 0 ? ` (${formatCount(sent.lookUps)} of them look-ups)` : "";
  return [
    `${formatCount(urls)}, ${edges}${sent.verdict === "purged" ? "" : `: ${sent.verdict}`}`,
    formatCount(sent.requests) + lookUps,
    formatRatio(sent.requests / least.requests),
    formatMinutes(sent.waiting),
    least.waiting > 0 ? formatRatio(sent.waiting / least.waiting) : sent.waiting === 0 ? "equal" : "none needed",
    single.waiting > 0 ? `${(sent.waiting / single.waiting).toFixed(3)} of ${formatMinutes(single.waiting)}` : "equal",
    `${formatCount(whole.requests)}, ${formatMinutes(whole.waiting)}`,
  ];
}

function formatMinutes(milliseconds: number): string {
  return `${(milliseconds / 60_000).toFixed(1)} min`;
}
