import { type Emulator, emulatorCredentials } from "@global-edge-purge/emulator";
import { type ChildProcess, execFile } from "node:child_process";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { EdgeClientOptions } from "../client/client-options.ts";

/** A process that sends batches with the emulator's key. */
export interface SendingProcess {
  readonly child: ChildProcess;
  /** One status or error code for each batch, once the process has ended by itself. */
  readonly statuses: Promise<readonly string[]>;
}

/** What such processes have in common. */
export interface SendingSetup {
  readonly emulator: Emulator;
  /** The folder that `builtCore` returned. */
  readonly folder: string;
  readonly options: Partial<EdgeClientOptions>;
}

/** Starts one more process. It is killed if the test ends before it. */
export function startSending(
  { emulator, folder, options }: SendingSetup,
  name: string,
  batches: number,
): SendingProcess {
  const client = { endpoint: emulator.apiUrl, credentials: emulatorCredentials, ...options };
  const orders = JSON.stringify({ folder, name, batches, client });
  let child: ChildProcess | undefined;
  const statuses = new Promise<readonly string[]>((resolve, reject) => {
    const worker = join(import.meta.dirname, "send-batches-worker.mjs");
    child = execFile(process.execPath, [worker, orders], { env: {} }, (error, output) => {
      if (error) reject(error);
      else resolve(output.trim().split("\n"));
    });
  });
  if (!child) throw new Error("the process did not start");
  const started = child;
  onTestFinished(() => void started.kill("SIGKILL"));
  return { child: started, statuses };
}
