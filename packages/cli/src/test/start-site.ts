import { createEmulator, emulatorCredentials, type Emulator, type EmulatorOptions } from "@global-edge-purge/emulator";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { ProgramContext } from "../program-context.ts";
import { type ProgramResult, runInProcess, tempFolder } from "./run-in-process.ts";

export interface TestSite {
  readonly folder: string;
  readonly emulator: Emulator;
  /** Runs the program in the site's folder, with the emulator's keys and address. */
  readonly cli: (args: readonly string[], changes?: Partial<ProgramContext>) => Promise<ProgramResult>;
  /** Targets of every accepted purge so far, each time it was accepted. */
  readonly purged: () => readonly string[];
  readonly write: (path: string, text: string) => void;
  /** A file's text; empty where there is none. */
  readonly read: (path: string) => string;
}

/** An environment without keys, for what needs none. */
export const keyless = { NCLOUD_ACCESS_KEY_ID: "", NCLOUD_SECRET_ACCESS_KEY: "" };

/** A folder with files and a local Global Edge with edges 1 and 2, closed and removed when the test ends. */
export async function startSite(
  files: Readonly<Record<string, string>>,
  options: EmulatorOptions = {},
): Promise<TestSite> {
  const emulator = await createEmulator({ edges: [{ edgeId: 1 }, { edgeId: 2 }], ...options });
  onTestFinished(() => emulator.close());
  const folder = tempFolder();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const env = {
    GLOBAL_EDGE_PURGE_ENDPOINT: emulator.apiUrl,
    NCLOUD_ACCESS_KEY_ID: emulatorCredentials.accessKey,
    NCLOUD_SECRET_ACCESS_KEY: emulatorCredentials.secretKey,
  };
  return {
    folder,
    emulator,
    cli: (args, changes = {}) =>
      runInProcess(args, { workingDirectory: folder, ...changes, env: { ...env, ...changes.env } }),
    purged: () => emulator.purges.flatMap(({ purgeTarget }) => purgeTarget),
    write,
    read: (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), "utf8") : ""),
  };
}
