import type { Rounds } from "./alternate.ts";
import type { Table } from "./table.ts";
import type { Workspace } from "./workspace.ts";

/** What a group of measurements may use. */
export interface Bench {
  readonly workspace: Workspace;
  readonly rounds: Rounds;
  /** Small sizes: the figures say nothing then but that they can be had. */
  readonly isQuick: boolean;
  /** Tells people what goes on. */
  readonly tell: (text: string) => void;
}

/** More rounds for what is over soon, or varies more than what is looked for. */
export function moreRounds({ rounds, isQuick }: Bench, times: number): Rounds {
  return isQuick ? rounds : { ...rounds, counted: rounds.counted * times };
}

/** One of the questions that the benchmark answers, table by table. */
export type Group = (bench: Bench) => AsyncIterable<Table>;

/** Milliseconds since any moment. */
export const now = (): number => performance.now();
