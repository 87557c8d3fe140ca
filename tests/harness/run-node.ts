import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { refuseSecret } from "./refuse-secret.ts";
import { openSite, type Site } from "./workspace.ts";

export interface CommandResult {
  /** Exit code, or the signal that ended it. */
  readonly ended: number | NodeJS.Signals;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

/** A Node process that was started in a site. */
export interface RunningNode {
  readonly result: Promise<CommandResult>;
  /** Resolves when the output so far contains `text` at least `times` times; rejects when the process ends without it. */
  says(text: string, times?: number): Promise<void>;
  /** The first address of this machine that it says, as servers do: `http://127.0.0.1:8000`. Rejects as `says` does. */
  address(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

/** Everything that a continuous-integration service, a user or this very test run may have set. */
const foreign =
  /^(?:CI|CONTINUOUS_INTEGRATION|BUILD_|GITHUB_|GITLAB_|CIRCLE|TRAVIS|JENKINS|VERCEL|NETLIFY|NODE_|VITE|VITEST|TEST|WEBPACK|NCLOUD_|GLOBAL_EDGE_PURGE|LANG$|LC_|.*_PROXY$|.*_proxy$)/u;

/** Where a program that runs in a site finds its home and its temporary folder. */
export const outsideOf = ({ directory }: Site): Site => openSite(`${directory}-outside`);

/**
 * Starts Node in a site with an environment that says nothing of this machine: no CI, no keys, an empty home, in which
 * the requests of the last minute are counted, and a temporary folder of its own.
 *
 * @param node another Node than the one that runs the tests
 */
export function startNode(
  site: Site,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  node = process.execPath,
): RunningNode {
  const outside = outsideOf(site).directory;
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  const child = spawn(node, args, {
    cwd: site.directory,
    env: {
      ...clean,
      HOME: outside,
      USERPROFILE: outside,
      TMPDIR: outside,
      XDG_STATE_HOME: outside,
      NO_COLOR: "1",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const onOutput = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of onOutput) listener();
    });
  }
  const result = once(child, "close").then(([code, signal]): CommandResult => {
    refuseSecret(env["NCLOUD_SECRET_ACCESS_KEY"], output, [join(site.directory, ".global-edge-purge"), outside]);
    return { ended: code ?? signal, output };
  });
  const until = async (isSaid: () => boolean, what: string) => {
    const said = new Promise<void>((resolve) => {
      const listener = () => {
        if (isSaid()) resolve();
      };
      onOutput.add(listener);
      listener();
    });
    const over = result.then(({ ended }) => {
      if (!isSaid()) throw new Error(`It ended (${ended}) and did not say ${what}:\n${output}`);
    });
    await Promise.race([said, over]);
  };
  return {
    result,
    says: (text, times = 1) => until(() => output.split(text).length > times, `"${text}"`),
    async address() {
      // With what follows it: half of a port may have come so far.
      const find = () => /(http:\/\/(?:127\.0\.0\.1|localhost):\d+)\D/u.exec(output)?.[1];
      await until(() => find() !== undefined, "where it serves");
      return find() ?? "";
    },
    kill: (signal) => void child.kill(signal),
  };
}
