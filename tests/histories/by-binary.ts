import { type FSWatcher, mkdirSync, watch, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Verdict } from "@global-edge-purge/core";
import { cliEnvironment, type RunningCli, startCli } from "../cli/start-cli.ts";
import type { TestSite } from "../cli/test-site.ts";
import type { Command, Program } from "./commands.ts";
import { actAtRequest, faultsOf } from "./faults.ts";
import type { Ending } from "./history.ts";
import type { World } from "./world.ts";

const exitCodes: Readonly<Record<Verdict, number>> = {
  purged: 0,
  "nothing-to-purge": 0,
  planned: 0,
  skipped: 0,
  partial: 3,
  failed: 1,
};

/** The commands as users run them: each a process of its own, killed and told to stop by signals. */
export function byBinary(world: World): Program {
  return async (command) => {
    const { ending, project } = command;
    if (ending.end === "faults") world.emulator.faults.next(...faultsOf(ending.faults));
    if (ending.end === "overlapped") world.emulator.faults.next(...actAtRequest(ending.request, command.meanwhile));
    const { credentials: _, ...options } = command.options;
    writeFileSync(join(project.directory, "global-edge-purge.config.json"), JSON.stringify(options));
    const env = cliEnvironment(siteOf(command, world), world.emulator);
    const running = startCli(siteOf(command, world), [...argumentsOf(command), "--json"], env);
    const stopWatching = endAfterSigns(running, ending, command, world);
    const { ended, stdout, stderr } = await running.result;
    stopWatching();
    if (typeof ended === "string") return "killed";
    const isStopped = ending.end === "stopped" && (ended === 143 || stdout === "");
    if (stdout === "") {
      if (isStopped) return "killed";
      throw new Error(`${command.name} ended (${ended}) without a report:\n${stderr}`);
    }
    const { verdict } = JSON.parse(stdout) as { readonly verdict: Verdict };
    if (!isStopped && ended !== exitCodes[verdict])
      throw new Error(`The verdict is ${verdict}, the exit code ${ended}.`);
    return verdict;
  };
}

function argumentsOf({ name, environment, dryRun, plans }: Command): readonly string[] {
  const more = [...(name === "send" ? plans : []), "--env", environment, ...(dryRun ? ["--dry-run"] : [])];
  return name === "adopt" ? ["run", "--adopt", ...more] : [name, ...more];
}

function siteOf(
  { project: { directory } }: Command,
  { folders: { home } }: World,
): Pick<TestSite, "directory" | "outside"> {
  return { directory, outside: home };
}

/** Ends a process after so many signs of life: output, something that changes on the disk, a request. */
function endAfterSigns(
  running: RunningCli,
  ending: Ending,
  { project, environment }: Command,
  world: World,
): () => void {
  if (ending.end !== "killed" && ending.end !== "stopped") return () => {};
  const [signs, signal] =
    ending.end === "killed" ? [signsUntil(ending.death), "SIGKILL" as const] : [ending.request * 4, "SIGTERM" as const];
  let seen = 0;
  let answered = world.emulator.requests.length;
  const look = () => {
    seen += 1;
    const { length } = world.emulator.requests;
    if (length > answered) seen += 1;
    answered = length;
    if (seen >= signs) running.kill(signal);
  };
  running.onOutput(look);
  const folders = [dirname(project.baseline(environment)), dirname(project.plan(environment))];
  const watchers = folders.map((folder): FSWatcher => {
    mkdirSync(folder, { recursive: true });
    return watch(folder, look);
  });
  return () => watchers.forEach((watcher) => watcher.close());
}

/** Deaths of the commands in this process, as many signs of life late as they come late there. */
function signsUntil({ at, count, side }: Extract<Ending, { end: "killed" }>["death"]): number {
  const early = { read: 0, write: 4, request: 9 }[at];
  return early + count * 2 + (side === "after" ? 1 : 0);
}
