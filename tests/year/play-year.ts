import type { Program } from "../histories/commands.ts";
import { contentsOf } from "../histories/folders.ts";
import type { Files } from "../histories/history.ts";
import { createInProcess, createLeapingClock } from "../histories/in-process.ts";
import { finish, type Played } from "../histories/play-history.ts";
import { playStep } from "../histories/play-step.ts";
import { Stage } from "../histories/stage.ts";
import { createRandom } from "../harness/create-random.ts";
import { expectBounded, expectNothingOwed } from "./expect-bounded.ts";
import { type Holdings, measureHoldings } from "./measure-holdings.ts";
import { buildOf, remembered, yearSteps } from "./year-steps.ts";
import { createYearWorld } from "./year-world.ts";

/** What a year came to. */
export interface PlayedYear extends Played {
  /** How many times the program ran. */
  readonly runs: number;
  /** At the end of each month. */
  readonly holdings: readonly Holdings[];
  /** What the program keeps at the end beside the projects, in their shared baselines and in the home folder. */
  readonly state: Files;
}

const months = 12;
const hour = 3_600_000;
const year = 365 * 24 * hour;
/** How wrong the clock of the second machine is, month by month. */
const offsets = [0, 5 * 60_000, -30 * hour, 2000, 400 * 24 * hour, -1000];

/**
 * Plays so many runs of the program in one world, as a year of deploys from two machines: steps of the histories, with time that passes between
 * them, with clocks that are wrong, and with names that never come back.
 *
 * @throws what a step found, with the step that did
 */
export async function playYear({ seed, runs }: { readonly seed: number; readonly runs: number }): Promise<PlayedYear> {
  const clock = createLeapingClock(Date.UTC(2026, 0, 1));
  const random = createRandom(seed);
  let month = 0;
  const world = await createYearWorld(random() < 0.5, clock, ({ directory }) => {
    const isSecond = directory === world.folders.projects[1].directory;
    const offset = isSecond ? (offsets[month % offsets.length] ?? 0) : 0;
    return { now: () => clock.now() + offset, sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal) };
  });
  let ran = 0;
  const counted =
    (program: Program): Program =>
    (command) => {
      ran += 1;
      return program(command);
    };
  try {
    const targetsPerRequest = [2, 5, 100][Math.floor(random() * 3)] ?? 5;
    const stage = new Stage(
      { deletes: false, targetsPerRequest, first: {}, steps: [] },
      world,
      counted(createInProcess(world)),
    );
    const holdings: Holdings[] = [];
    let steps = 0;
    for (const step of yearSteps(seed)) {
      steps += 1;
      try {
        await playStep(stage, step);
        expectBounded(stage);
      } catch (error) {
        throw new Error(`Step ${steps} (run ${ran}) of the year ${seed}: ${JSON.stringify(step)}`, { cause: error });
      }
      clock.advance(Math.round((random() * 2 * year) / runs));
      if (ran < ((month + 1) * runs) / months) continue;
      month += 1;
      await world.renewApi();
      stage.retire(isOldIn(stage));
      holdings.push(await measureHoldings());
      if (month === months) break;
    }
    await finish(stage);
    for (const environment of Object.values(stage.environments)) expectNothingOwed(stage, environment);
    return {
      ...stage.played,
      runs: ran,
      holdings,
      state: { ...world.folders.state(), ...contentsOf(world.folders.home) },
    };
  } finally {
    await world.close();
  }
}

/** Says of a name whether it came with a build and went long ago. */
function isOldIn(stage: Stage): (name: string) => boolean {
  const names = Object.values(stage.environments).flatMap(({ namesEver }) => namesEver);
  const latest = Math.max(0, ...names.map((name) => buildOf(name) ?? 0));
  return (name) => (buildOf(name) ?? latest) < latest - remembered;
}
