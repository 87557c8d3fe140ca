import type { Verdict } from "@global-edge-purge/core";
import type { Project } from "./folders.ts";
import type { EnvironmentName, Ending } from "./history.ts";

/** What the program is told to do. */
export interface Command {
  readonly name: "run" | "plan" | "adopt" | "send";
  readonly environment: EnvironmentName;
  readonly project: Project;
  /** What a configuration file would say. */
  readonly options: ProjectOptions;
  readonly dryRun: boolean;
  /** Of `send`: where the plans lie. Absolute. */
  readonly plans: readonly string[];
  readonly ending: Ending;
  /** What happens while the answer to a request is awaited, where the ending says so. */
  readonly meanwhile: () => Promise<void>;
}

/** Runs the program. @returns its verdict, unless it was killed */
export type Program = (command: Command) => Promise<Verdict | "killed">;

export type ProjectOptions = Readonly<Record<string, unknown>> & {
  readonly environments: Readonly<Record<EnvironmentName, Readonly<Record<string, unknown>>>>;
};
