import type { Emulator } from "@global-edge-purge/emulator";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { cleanEnvironment, edgeIds } from "./account.ts";
import { type FinishedProcess, measureProcess } from "./measure-process.ts";
import { emptyFolder, writeText } from "./workspace.ts";

/** The program as users run it. */
export const bin = fileURLToPath(new URL("dist/bin.js", import.meta.resolve("global-edge-purge/package.json")));
/** This package: what programs here import, they find from there. Absolute. */
export const benchDirectory = fileURLToPath(new URL("..", import.meta.url));

/** A project folder in which the program runs. */
export interface Project {
  /** Absolute. */
  readonly directory: string;
  /** Where the program finds its home and its temporary folder. Absolute. */
  readonly home: string;
  /** Forgets what was sent in the last minute. */
  forgetRequests(): void;
  /** Runs the program to its end. */
  run(args: readonly string[]): Promise<FinishedProcess>;
}

/** Otherwise more than ten requests take minutes. */
const noQuota = { requestsPerMinute: 1_000_000 };

/**
 * @param directory absolute, empty
 * @param quota what its config says of the account; unless given, nothing that would hold a run up
 */
export function createProject(directory: string, emulator: Emulator, quota: object = noQuota): Project {
  const home = emptyFolder(join(directory, "home"));
  writeText(join(directory, "global-edge-purge.config.json"), JSON.stringify({ edgeId: edgeIds[0], quota }));
  return {
    directory,
    home,
    forgetRequests: () => void emptyFolder(home),
    run: (args) =>
      measureProcess({
        program: process.execPath,
        args: [bin, ...args],
        directory,
        env: cleanEnvironment(home, emulator),
      }),
  };
}
