import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { PurgeReport } from "@global-edge-purge/core";
import { refuseSecret } from "../harness/refuse-secret.ts";
import type { TestSite } from "../cli/test-site.ts";

/** A process that builds and sends when it is told to, and is started anew once it was killed. */
export interface Machine {
  readonly site: TestSite;
  /** The report, or "killed". */
  tell(command: "plan" | "send", more?: object): Promise<PurgeReport | "killed">;
  kill(): void;
  stop(): Promise<void>;
}

export function createMachine(site: TestSite, options: object, env: NodeJS.ProcessEnv): Machine {
  let child: ChildProcess | undefined;
  let output = "";
  const start = async (): Promise<ChildProcess> => {
    const started = fork(join(import.meta.dirname, "machine.js"), [JSON.stringify(options)], {
      cwd: site.directory,
      env,
      execArgv: [],
      silent: true,
    });
    for (const stream of [started.stdout, started.stderr]) stream?.on("data", (text) => (output += String(text)));
    await once(started, "message");
    return started;
  };
  return {
    site,
    async tell(command, more = {}) {
      const told = (child ??= await start());
      const over = new AbortController();
      try {
        told.send({ command, more });
        return await Promise.race([
          once(told, "message", { signal: over.signal }).then(([report]) => report as PurgeReport),
          once(told, "exit", { signal: over.signal }).then(([code, signal]) => {
            child = undefined;
            if (signal !== "SIGKILL") throw new Error(`The machine ended (${code ?? signal}):\n${output}`);
            return "killed" as const;
          }),
        ]);
      } finally {
        over.abort();
        refuseSecret(env["NCLOUD_SECRET_ACCESS_KEY"], output, [site.directory, site.outside]);
        output = "";
      }
    },
    kill: () => void child?.kill("SIGKILL"),
    async stop() {
      if (!child) return;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
