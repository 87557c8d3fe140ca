import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { bin } from "../cli/start-cli.ts";
import { refuseSecret } from "../harness/refuse-secret.ts";
import type { World } from "./failure.ts";

/** How a process ended, and what it printed where somebody listened. */
export interface Printed {
  readonly ended: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a line of the shell in the site, in which `cli` is the program. Its words are our own, never a name of a test.
 *
 * @param user the number of the user whose process it is
 */
export async function shell({ site }: World, line: string, env: NodeJS.ProcessEnv, user?: number): Promise<Printed> {
  const child = spawn("/bin/sh", ["-c", `cli() { ${process.execPath} ${bin} "$@"; }; ${line}`], {
    cwd: site.directory,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    ...(user !== undefined && { uid: user, gid: user }),
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  refuseSecret(env["NCLOUD_SECRET_ACCESS_KEY"], stdout + stderr, [
    join(site.directory, ".global-edge-purge"),
    site.outside,
  ]);
  return { ended: code ?? signal ?? 0, stdout, stderr };
}
