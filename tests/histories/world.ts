import { Agent, request } from "node:http";
import type { Clock } from "@global-edge-purge/core";
import { createEmulator, type Emulator } from "@global-edge-purge/emulator";
import { createRandom } from "../harness/create-random.ts";
import { createFolders, type Folders, type Project } from "./folders.ts";
import type { History } from "./history.ts";
import { Origin, type Served } from "./origin.ts";

/** Edges that there are; any other number is a typing error. */
export const edges = { production: [1, 2, 3], staging: [4] } as const;
export const mistypedEdge = 99;

/** Where each environment may be served. */
export const bases = { production: ["/", "/app/", "/a%20b/"], staging: ["/staging/", "/staging/2/"] } as const;

/** Everything outside of the program: disks, the origin, the edges, their API and time. */
export interface World {
  readonly clock: Clock;
  /** What the clock says of whoever works in a project: it may be wrong. */
  clockOf(project: Project): Clock;
  readonly random: () => number;
  readonly folders: Folders;
  readonly origin: Origin;
  readonly emulator: Emulator;
  /** Asks an edge for URLs. */
  visit(edgeId: number, urls: readonly string[]): Promise<readonly Served[]>;
  /** Lets what was to go wrong and has not yet go wrong with nobody. */
  clearFaults(): Promise<void>;
  close(): Promise<void>;
}

export async function createWorld({ deletes }: Pick<History, "deletes">, clock: Clock): Promise<World> {
  const folders = createFolders();
  const origin = new Origin(folders.origin, deletes);
  const emulator = await createEmulator({
    origin: folders.origin,
    originNames: "exact",
    cleanUrls: true,
    edges: [...edges.production, ...edges.staging].map((edgeId) => ({ edgeId })),
    quota: { requestsPerMinute: 1_000_000 },
    clock,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  return {
    clock,
    clockOf: () => clock,
    random: createRandom(1),
    folders,
    origin,
    emulator,
    visit: (edgeId, urls) => {
      const edge = new URL(emulator.edgeUrl(edgeId));
      return Promise.all(urls.map((url) => ask(agent, edge, url)));
    },
    async clearFaults() {
      while (emulator.faults.waiting > 0) await ask(agent, new URL(emulator.apiUrl), "/").catch(() => {});
    },
    async close() {
      agent.destroy();
      await emulator.close();
      folders.remove();
    },
  };
}

/** Asks for a path as it is written: a URL object would normalise it. */
export function ask(agent: Agent, { hostname, port }: URL, path: string): Promise<Served> {
  return new Promise((resolve, reject) => {
    request({ agent, hostname, port, path }, (response) => {
      let body = "";
      const status = response.statusCode ?? 0;
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () => resolve({ status, body: status === 404 ? "" : body })).on("error", reject);
    })
      .on("error", reject)
      .end();
  });
}
