import type { EnvironmentVariables } from "@global-edge-purge/core";
import type { Annotate, Tone } from "@global-edge-purge/core/option-table";

/** What the program needs from the process that it runs in. */
export interface ProgramContext {
  /** Writes to standard output: answers, and with `--json` the report and nothing else. */
  readonly print: (text: string) => void;
  /** Writes to standard error: everything else that people read, in the colour of its tone where that is welcome. */
  readonly printError: (text: string, tone?: Tone) => void;
  /** Shows a line on standard error in place of the one that it showed before. Absent where no terminal is. */
  readonly rewriteLine?: (line: string) => void;
  /** Shows a message at the run of a CI service. `runProgram` sets it where the service shows such messages. */
  readonly annotate?: Annotate;
  readonly env: EnvironmentVariables;
  /** Absolute. */
  readonly workingDirectory: string;
  /** Aborts when the process is asked to stop; state is saved first. */
  readonly signal: AbortSignal;
  /** Asks a question that is answered with a line. Absent where nobody sits at a terminal. */
  readonly ask?: (question: string) => Promise<string>;
  /** Asks a question that is answered with yes or no. Absent where nobody sits at a terminal. */
  readonly confirm?: (question: string) => Promise<boolean>;
}
