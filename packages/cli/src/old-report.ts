import { removeStaleReport } from "@global-edge-purge/core/internal";
import { resolve } from "node:path";
import { loadConfig } from "./load-config.ts";
import { environmentOf } from "./merge-options.ts";
import type { ProgramContext } from "./program-context.ts";

/**
 * Removes the report that the run before left where this one would have written its own. The command line may be wrong
 * in any way, so it is read here as plain text.
 *
 * @param args the arguments behind the program's name
 */
export async function removeOldReport(args: readonly string[], context: ProgramContext): Promise<void> {
  const { workingDirectory, env } = context;
  const [command = ""] = args;
  if (!["run", "plan", "send", "purge"].includes(command)) return;
  // What is to be purged again stands in the report.
  if (args.some((arg) => arg === "--report" || arg.startsWith("--report="))) return;
  const files = ["json", "html"].flatMap((kind): [string, string][] => {
    const path = valueOf(args, `--report-${kind}`);
    return path === undefined ? [] : [[kind, resolve(workingDirectory, path)]];
  });
  const remove = (options: unknown, mode: string, projectDirectory: string) =>
    removeStaleReport(options, { mode, projectDirectory }, env);
  if (files.length > 0) return remove({ report: Object.fromEntries(files) }, "", workingDirectory);
  // Of a config, sending reads the keys only.
  if (command === "send") return;
  try {
    const named = valueOf(args, "--env");
    const { options, projectDirectory } = await loadConfig(valueOf(args, "--config"), workingDirectory);
    const environment = environmentOf(options, named, env["GLOBAL_EDGE_PURGE_ENV"]);
    const forThis = typeof options === "object" && options !== null ? { ...options, environment } : options;
    remove(forThis, environment, projectDirectory);
  } catch {
    // Nobody knows where the report of a config is that cannot be read; that it cannot is told already.
  }
}

function valueOf(args: readonly string[], flag: string): string | undefined {
  const index = args.findLastIndex((arg) => arg === flag || arg.startsWith(`${flag}=`));
  const found = args[index];
  if (found === undefined) return undefined;
  return (found === flag ? args[index + 1] : found.slice(flag.length + 1)) || undefined;
}
