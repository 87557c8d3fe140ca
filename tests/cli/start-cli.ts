import { emulatorCredentials, type Emulator } from "@global-edge-purge/emulator";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { refuseSecret } from "../harness/refuse-secret.ts";
import type { TestSite } from "./test-site.ts";

/** The program as users run it: `npm test` builds it first. */
export const bin = fileURLToPath(new URL("dist/bin.js", import.meta.resolve("global-edge-purge/package.json")));

export interface CliResult {
  /** Exit code, or the signal that ended it. */
  readonly ended: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly result: Promise<CliResult>;
  /** Calls `listener` for every piece of output. */
  onOutput(listener: () => void): void;
  /** Resolves when standard error so far contains `text`; rejects when the process ends without it. */
  says(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** An environment that says nothing of this machine, with the emulator's keys and address, and a temporary folder of its own. */
export function cliEnvironment(site: Pick<TestSite, "outside">, emulator?: Emulator): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: site.outside,
    USERPROFILE: site.outside,
    TMPDIR: site.outside,
    XDG_STATE_HOME: site.outside,
    ...(emulator && {
      GLOBAL_EDGE_PURGE_ENDPOINT: emulator.apiUrl,
      NCLOUD_ACCESS_KEY_ID: emulatorCredentials.accessKey,
      NCLOUD_SECRET_ACCESS_KEY: emulatorCredentials.secretKey,
    }),
  };
}

/** Starts the program in a site. Nobody sits at a terminal. */
export function startCli(
  site: Pick<TestSite, "directory" | "outside">,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): RunningCli {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: site.directory,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const result = once(child, "close").then(([code, signal]): CliResult => {
    const printed = output.stdout + output.stderr;
    refuseSecret(env["NCLOUD_SECRET_ACCESS_KEY"], printed, [join(site.directory, ".global-edge-purge"), site.outside]);
    return { ended: code ?? signal, ...output };
  });
  return {
    result,
    onOutput: (listener) => void listeners.add(listener),
    async says(text) {
      const said = new Promise<void>((resolve) => {
        const look = () => {
          if (output.stderr.includes(text)) resolve();
        };
        listeners.add(look);
        look();
      });
      const over = result.then(({ ended, stderr }) => {
        if (!stderr.includes(text)) throw new Error(`It ended (${ended}) and did not say "${text}":\n${stderr}`);
      });
      await Promise.race([said, over]);
    },
    kill: (signal) => void child.kill(signal),
  };
}

/** Runs the program in a site to its end. */
export function cli(site: TestSite, args: readonly string[], env: NodeJS.ProcessEnv): Promise<CliResult> {
  return startCli(site, args, env).result;
}
