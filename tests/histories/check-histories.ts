import process from "node:process";
import fc from "fast-check";
import type { History } from "./history.ts";
import type { Played } from "./play-history.ts";

/**
 * The same histories in every run, unless another seed is given: `HISTORIES_SEED=$RANDOM` plays new ones. With a path, as a failure prints
 * it (`HISTORIES_SEED=-1302212456 HISTORIES_PATH=16:0:1`), only that history is played.
 */
const { HISTORIES_SEED: seed = "1", HISTORIES_PATH: path } = process.env;

export interface HistoriesToCheck {
  readonly histories: fc.Arbitrary<History>;
  readonly count: number;
  /** How many at once: most of a history is waiting for the disk. */
  readonly together: number;
  /** Milliseconds after which the shortest history so far is told, and no shorter one is looked for. */
  readonly timeLimit: number;
  readonly play: (history: History) => Promise<Played>;
}

/**
 * Plays random histories. Where one fails, a shorter one is looked for, and told with what it takes to play it again.
 *
 * @returns what all of them came to
 */
export async function checkHistories({
  histories,
  count,
  together,
  timeLimit,
  play,
}: HistoriesToCheck): Promise<Played> {
  const sum = { promises: 0, compared: 0, killed: 0 };
  const failures: string[] = [];
  const playSome = async (numRuns: number, lane: number) => {
    const property = fc.asyncProperty(histories, async (history) => {
      if (failures.length > 0) return;
      const { promises, compared, killed } = await play(history);
      sum.promises += promises;
      sum.compared += compared;
      sum.killed += killed;
    });
    const details = await fc.check(property, {
      numRuns,
      interruptAfterTimeLimit: timeLimit,
      markInterruptAsFailure: true,
      seed: Number(seed) + lane,
      ...(path !== undefined && { path }),
    });
    if (details.failed) failures.push(describe(details));
  };
  const lanes = path === undefined ? together : 1;
  await Promise.all(Array.from({ length: lanes }, (_, lane) => playSome(Math.ceil(count / lanes), lane)));
  if (failures.length > 0) throw new Error(failures.join("\n\n"));
  return sum;
}

function describe({ counterexample, errorInstance, ...rest }: fc.RunDetails<[History]>): string {
  if (!counterexample) return `Only ${rest.numRuns} histories were played in time.`;
  const [{ steps, ...site }] = counterexample;
  return [
    errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
    `To play it again: HISTORIES_SEED=${rest.seed} HISTORIES_PATH=${rest.counterexamplePath}`,
    rest.interrupted ? "The shortest history found in time:" : "The shortest history:",
    ...[site, ...steps].map((part) => JSON.stringify(part)),
  ].join("\n");
}
