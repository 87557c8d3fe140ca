import type { EnvironmentVariables } from "@global-edge-purge/core";

/** What the program needs from the process that it runs in. */
export interface ProgramContext {
  /** Writes to standard output: answers, and with `--json` the report and nothing else. */
  readonly print: (text: string) => void;
  /** Writes to standard error: everything else that people read. */
  readonly printError: (text: string) => void;
  readonly env: EnvironmentVariables;
  /** Absolute. */
  readonly workingDirectory: string;
  /** Aborts when the process is asked to stop; state is saved first. */
  readonly signal: AbortSignal;
  /** Asks a question that is answered with yes or no. Absent where nobody sits at a terminal. */
  readonly confirm?: (question: string) => Promise<boolean>;
}
