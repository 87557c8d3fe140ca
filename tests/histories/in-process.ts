import assert from "node:assert/strict";
import {
  adoptBuild,
  type BaselineStore,
  forgetEdges,
  purgeBuild,
  purgeTargets,
  sendPlans,
  type Clock,
  type PurgeReport,
  type System,
} from "@global-edge-purge/core";
import { createSystem, resolveOptions } from "@global-edge-purge/core/options";
import type { Command, Program, ProjectOptions } from "./commands.ts";
import { actAtRequest, deathAtRequest, faultsOf, stopAtRequest } from "./faults.ts";
import { createMortalStore } from "./mortal-store.ts";
import type { Project } from "./folders.ts";
import type { World } from "./world.ts";
import type { EnvironmentName } from "./history.ts";

/** The commands in this process: the same functions of core that the program calls, without the time that a process takes to start. */
export function createInProcess(world: World): Program {
  return async (command) => {
    const { ending } = command;
    const stopping = new AbortController();
    const system = createTestSystem(world, command.project, stopping.signal);
    if (ending.end !== "killed") {
      if (ending.end === "faults") world.emulator.faults.next(...faultsOf(ending.faults));
      if (ending.end === "overlapped") world.emulator.faults.next(...actAtRequest(ending.request, command.meanwhile));
      if (ending.end === "stopped") world.emulator.faults.next(...stopAtRequest(ending.request, stopping));
      return (await perform(command, system)).verdict;
    }
    const { death } = ending;
    return new Promise((resolve, reject) => {
      let isDead = false;
      let isOver = false;
      const die = () => {
        isDead = true;
        stopping.abort();
        resolve("killed");
      };
      if (death.at === "request") world.emulator.faults.next(...deathAtRequest(death, die, () => isOver));
      const place = command.project.baseline(command.environment);
      const store = createMortalStore(place, death, die, () => isDead);
      const end = () => (isOver = true);
      perform(command, system, store)
        .finally(end)
        .then(({ verdict }) => resolve(verdict), reject);
    });
  };
}

/** Has the baseline forget an edge. */
export async function forgetInProcess(
  world: World,
  project: Project,
  environment: EnvironmentName,
  options: ProjectOptions,
): Promise<void> {
  const system = createTestSystem(world, project);
  await forgetEdges(settingsOf(options, environment, project, system), system);
}

/** Purges everything that edges hold, by hand. */
export async function emptyInProcess(
  world: World,
  project: Project,
  environment: EnvironmentName,
  options: ProjectOptions,
): Promise<void> {
  const system = createTestSystem(world, project);
  const { verdict } = await purgeTargets("all", settingsOf(options, environment, project, system), system);
  assert.equal(verdict, "purged");
}

function createTestSystem(world: World, project: Project, signal?: AbortSignal): System {
  const { random, folders } = world;
  return createSystem({
    env: { XDG_STATE_HOME: folders.home, HOME: folders.home },
    homeDirectory: () => folders.home,
    isCI: false,
    isPullRequest: false,
    write: () => {},
    clock: world.clockOf(project),
    random,
    ...(signal && { signal }),
  });
}

async function perform(command: Command, system: System, store?: BaselineStore): Promise<PurgeReport> {
  const { name, environment, project, options, plans, dryRun } = command;
  const baseline = store && { baseline: store };
  if (name === "send") {
    const { credentials } = options;
    return sendPlans(plans, { ...baseline, dryRun, credentials: credentials as never }, project.directory, system);
  }
  const own = { ...options.environments[environment], ...baseline, dryRun };
  const when = name === "run" ? "build" : "deploy";
  const environments = { ...options.environments, [environment]: own };
  const settings = settingsOf({ ...options, environments, when }, environment, project, system);
  const act = name === "adopt" ? adoptBuild : purgeBuild;
  return act({ outputDirectory: project.output }, settings, system);
}

function settingsOf(options: ProjectOptions, environment: EnvironmentName, project: Project, system: System) {
  const resolution = resolveOptions(
    { ...options, environment },
    {
      mode: "production",
      production: true,
      projectDirectory: project.directory,
      publicPath: "/",
      enabledByDefault: true,
    },
    system,
  );
  if (!resolution.run) throw new Error(`The run did not apply: ${JSON.stringify(resolution)}`);
  return resolution.settings;
}

/** A clock for which waiting takes no time. */
export interface LeapingClock extends Clock {
  advance(milliseconds: number): void;
}

/** @param start where time passes for those who wait only; else it passes by itself, too */
export function createLeapingClock(start?: number): LeapingClock {
  let ahead = 0;
  return {
    now: () => (start ?? Date.now()) + ahead,
    advance(milliseconds) {
      ahead += milliseconds;
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      ahead += milliseconds;
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}
