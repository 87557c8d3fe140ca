import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import type { Sample } from "./alternate.ts";

/** A program to run. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly directory: string;
  /** Everything that the program finds in its environment. */
  readonly env: NodeJS.ProcessEnv;
  /** The exit codes that are no failure. @default [0] */
  readonly expected?: readonly number[];
}

/** How a program ran, and what it printed. */
export interface FinishedProcess extends Pick<Sample, "cpu" | "peak"> {
  readonly stdout: string;
  readonly stderr: string;
}

/** Milliseconds between two looks at how much memory a program has had. */
const lookEvery = 5;
/** Milliseconds of a tick, in which Linux counts time for whoever reads /proc. */
const tick = 10;
const hasProc = existsSync("/proc/self/stat");

/**
 * Runs a program to its end.
 *
 * Computing time is what the kernel adds to this process's account for children that have ended (`cutime` and `cstime`, proc(5)), so it holds
 * the program and all that it waited for, to ten milliseconds; nothing else may be run meanwhile. Memory is the largest `VmHWM` of the program or
 * of one of its children, looked at every five milliseconds: what is claimed in the last five may be missed. Neither is known outside Linux.
 *
 * @throws Error where it ends with an exit code that is not expected
 */
export async function measureProcess(command: Command): Promise<FinishedProcess> {
  const { program, args, directory, env, expected = [0] } = command;
  const before = childTime();
  const child = spawn(program, args, { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  let peak = 0;
  const look = () => {
    if (child.pid !== undefined) peak = Math.max(peak, peakOf(child.pid));
  };
  const looking = hasProc ? setInterval(look, lookEvery) : undefined;
  let code: number | null;
  try {
    [code] = (await once(child, "close")) as [number | null];
  } finally {
    clearInterval(looking);
  }
  if (code === null || !expected.includes(code)) {
    throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${output.stderr.slice(-2000)}`);
  }
  const after = childTime();
  return {
    ...output,
    ...(before !== undefined && after !== undefined && { cpu: after - before }),
    ...(peak > 0 && { peak }),
  };
}

/** Whether a program can be started here. */
export async function isInstalled(program: string): Promise<boolean> {
  const child = spawn(program, ["--version"], { stdio: "ignore" });
  return await once(child, "close").then(
    () => true,
    () => false,
  );
}

/** Milliseconds that children of this process have computed, those that have ended. */
function childTime(): number | undefined {
  if (!hasProc) return undefined;
  // The name of the program stands in parentheses and may hold anything; user and system time of children come 13th and 14th after it.
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) * tick;
}

/** Bytes of memory that a process or one of its children has had at the most. */
function peakOf(pid: number): number {
  try {
    const [, kilobytes = "0"] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return Math.max(Number(kilobytes) * 1024, ...children.map((child) => peakOf(Number(child))));
  } catch {
    // It has ended.
    return 0;
  }
}
