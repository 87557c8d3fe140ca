import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { runProgram } from "../program.ts";
import type { ProgramContext } from "../program-context.ts";

export interface ProgramResult {
  readonly exitCode: number;
  /** Standard output and standard error. */
  readonly out: string;
  readonly err: string;
}

/**
 * Runs the program in this process: with an empty home, without an environment and without a terminal, unless `changes`
 * bring one. Whatever goes wrong, nothing leaves this machine.
 */
export async function runInProcess(
  args: readonly string[],
  changes: Partial<ProgramContext> = {},
): Promise<ProgramResult> {
  const folder = tempFolder();
  for (const name of ["HOME", "USERPROFILE"]) vi.stubEnv(name, folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  let out = "";
  let err = "";
  const exitCode = await runProgram(args, {
    print: (text) => {
      out += text;
    },
    printError: (text) => {
      err += text;
    },
    workingDirectory: folder,
    signal: new AbortController().signal,
    ...changes,
    env: { GLOBAL_EDGE_PURGE_ENDPOINT: "http://127.0.0.1:9", XDG_STATE_HOME: folder, ...changes.env },
  });
  return { exitCode, out, err };
}

/** An empty folder, removed when the test ends. */
export function tempFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cli-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
