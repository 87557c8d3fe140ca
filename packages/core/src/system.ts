import type { Clock } from "./clock.ts";

/** The variables of a process; a name that is not set is absent or `undefined`. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/**
 * Everything a run takes from outside that is not a file of the project: time, chance, the environment, the terminal.
 * Passed in, so that a test decides each of them.
 */
export interface System {
  readonly clock: Clock;
  /** A number in [0, 1), for jitter and run marks. */
  readonly random: () => number;
  readonly env: EnvironmentVariables;
  /** The folder that holds `.ncloud/configure`. */
  readonly homeDirectory: string;
  /** Whether a continuous-integration service runs this process. */
  readonly isCI: boolean;
  /** Whether that service builds a pull request. */
  readonly isPullRequest: boolean;
  /** Writes text for people (standard error outside tests). */
  readonly write: (text: string) => void;
  /** Ends waits and stops sending when it aborts; state is saved first. */
  readonly signal?: AbortSignal;
}
