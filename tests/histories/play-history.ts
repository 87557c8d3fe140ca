import assert from "node:assert/strict";
import type { Clock } from "@global-edge-purge/core";
import type { Program } from "./commands.ts";
import type { History } from "./history.ts";
import { playStep } from "./play-step.ts";
import { Stage, whole } from "./stage.ts";
import { createWorld, edges, type World } from "./world.ts";

/** What a history came to. */
export interface Played {
  /** Reports that promise something. */
  readonly promises: number;
  /** Answers of edges that were compared with the origin. */
  readonly compared: number;
  /** Commands that were killed on the way. */
  readonly killed: number;
}

/**
 * Plays a history with the real program, before real files, an origin that compares names byte for byte and the emulator's edges; after
 * each good verdict every edge of the run is asked for everything that anybody ever asked it for.
 *
 * @throws AssertionError where an edge serves something else than the origin although that was promised, where a command that nothing
 * hinders has no good verdict, or where something is left to do at the end
 */
export async function playHistory(
  history: History,
  clock: Clock,
  createProgram: (world: World) => Program,
): Promise<Played> {
  const world = await createWorld(history, clock);
  try {
    const stage = new Stage(history, world, createProgram(world));
    for (const step of history.steps) await playStep(stage, step);
    await finish(stage);
    return stage.played;
  } finally {
    await world.close();
  }
}

/** Whatever happened: each environment can be deployed, and then nothing is left to do. */
export async function finish(stage: Stage): Promise<void> {
  const { emulator, folders } = stage.world;
  const [project] = folders.projects;
  for (const environment of Object.values(stage.environments)) {
    const known = [...environment.promises].filter(([, { isKnown }]) => isKnown).map(([edgeId]) => edgeId);
    environment.edges = known.length > 0 ? known : edges[environment.name];
    const build = stage.build(environment, { changes: {} });
    await stage.upload(environment, build);
    await stage.run(environment, build, project, whole);
    const requests = emulator.requests.length;
    await stage.run(environment, build, project, whole);
    assert.equal(emulator.requests.length, requests, "A build that was deployed is purged once more.");
  }
}
