import { spawn } from "node:child_process";
import type { ProgramContext } from "./program-context.ts";

/** Runs a command of the user's as their shell would, without a purge; returns its exit code. */
export async function runBuild(command: string, context: ProgramContext): Promise<number> {
  const { env, workingDirectory, signal, printError } = context;
  const child = spawn(command, {
    shell: true,
    cwd: workingDirectory,
    env: { ...env, GLOBAL_EDGE_PURGE: "0" },
    signal,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => printError(text));
  }
  // An error is that it could not be started, or was told to stop.
  return await new Promise((resolve) => {
    child.once("error", () => resolve(1)).once("close", (exitCode) => resolve(exitCode ?? 1));
  });
}
