import ci from "ci-info";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { type Annotate, annotator } from "./annotation.ts";
import { type Clock, systemClock } from "./clock.ts";
import { commitOf } from "./commit-of.ts";
import type { Dotenv } from "./dotenv.ts";
import { inertText } from "./inert-text.ts";
import { painted, type Tone } from "./painted.ts";
import { isPullRequestBuild } from "./pull-request.ts";

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
  /** What `.env` files say that the program itself read, and no bundler; absent where none were looked for. */
  readonly dotenv?: Dotenv;
  /**
   * The folder that holds `.ncloud/configure`; `undefined` where this user has none. A question, because the answer can
   * cost a build that never needs it: in a container, Node throws for a user id that no user has.
   */
  readonly homeDirectory: () => string | undefined;
  /** Whether a continuous-integration service runs this process. */
  readonly isCI: boolean;
  /** Whether that service builds a pull request. */
  readonly isPullRequest: boolean;
  /** Writes text for people (standard error outside tests), in the colour of its tone where that is welcome. */
  readonly write: (text: string, tone?: Tone) => void;
  /** Shows a line for people in place of the one that it showed before; absent where no terminal is. */
  readonly rewriteLine?: (line: string) => void;
  /** Shows a message at the run of the CI service; absent where that shows none. */
  readonly annotate?: Annotate;
  /** The commit that is built in a folder; absent where nobody asks, and `undefined` where nobody tells. */
  readonly commit?: (folder: string) => string | undefined;
  /** Ends waits and stops sending when it aborts; state is saved first. */
  readonly signal?: AbortSignal;
}

/** The real system: this process, its clock, its environment and its standard error. */
export function createSystem(overrides: Partial<System> = {}): System {
  const annotate = annotator(overrides.env ?? process.env, (text) => void process.stderr.write(text));
  return {
    clock: systemClock,
    random: Math.random,
    env: process.env,
    homeDirectory: () => findHome(homedir),
    isCI: ci.isCI,
    isPullRequest: isPullRequestBuild(overrides.env ?? process.env),
    write: (text, tone) => void process.stderr.write(painted(inertText(text), tone, process.stderr)),
    ...(annotate && { annotate }),
    commit: (folder) => commitOf(overrides.env ?? process.env, folder),
    ...overrides,
  };
}

/** The answer to `ask`; a question that fails, or that is answered with nothing, is an answer, too: there is none. */
export function findHome(ask: () => string): string | undefined {
  try {
    return ask() || undefined;
  } catch {
    // There is no HOME, and no user of this id.
    return undefined;
  }
}

// By the package's own name: wherever this text lies in it. `import … with { type: "json" }` would warn on Node 20.
const { version }: { readonly version: string } = createRequire(import.meta.url)(
  "@global-edge-purge/core/package.json",
);

/** Name and version, as reports and the User-Agent header give them: `global-edge-purge/1.2.3`. */
export const toolName = `global-edge-purge/${version}`;
