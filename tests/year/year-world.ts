import { Agent } from "node:http";
import type { Clock } from "@global-edge-purge/core";
import { createEmulator } from "@global-edge-purge/emulator";
import { createRandom } from "../harness/create-random.ts";
import { createFolders, type Project } from "../histories/folders.ts";
import { Origin } from "../histories/origin.ts";
import { ask, edges, type World } from "../histories/world.ts";
import { ModelEdges } from "./model-edges.ts";

/** A world that lasts for very many runs. */
export interface YearWorld extends World {
  /** Starts the API anew, under its address: it forgets what it was asked. The edges keep what they keep. */
  renewApi(): Promise<void>;
}

/**
 * Real disks and the emulator's API, before a model of the edges.
 *
 * @param deletes whether uploads remove what the last one brought
 * @param clockOf the clock of whoever works in a project, which may be wrong
 */
export async function createYearWorld(
  deletes: boolean,
  clock: Clock,
  clockOf: (project: Project) => Clock,
): Promise<YearWorld> {
  const folders = createFolders();
  const origin = new Origin(folders.origin, deletes);
  const modelEdges = new ModelEdges((url) => origin.answer(url));
  const start = (apiPort = 0) =>
    createEmulator({
      apiPort,
      edges: [...edges.production, ...edges.staging].map((edgeId) => ({ edgeId })),
      quota: { requestsPerMinute: 1_000_000 },
      clock,
      onPurge: (purge) => modelEdges.purge(purge),
    });
  let emulator = await start();
  const agent = new Agent();
  return {
    clock,
    clockOf,
    random: createRandom(1),
    folders,
    origin,
    get emulator() {
      return emulator;
    },
    visit: (edgeId, urls) => Promise.resolve(modelEdges.visit(edgeId, urls)),
    async clearFaults() {
      while (emulator.faults.waiting > 0) await ask(agent, new URL(emulator.apiUrl), "/").catch(() => {});
    },
    async renewApi() {
      await emulator.close();
      emulator = await start(Number(new URL(emulator.apiUrl).port));
    },
    async close() {
      agent.destroy();
      await emulator.close();
      folders.remove();
    },
  };
}
