import { adoptBuild, purgeBuild, type PurgeReport, sendPlans } from "@global-edge-purge/core";
import { createSystem, resolveOptions } from "@global-edge-purge/core/options";
import { join } from "node:path";
import type { TestSite } from "./test-site.ts";

export type KilledCommand = "run" | "plan" | "send";

/**
 * What a command does, in this process: the same functions of core, without the second that a process takes to start. For what
 * is not killed.
 */
export async function runInProcess(
  command: KilledCommand | "adopt",
  site: TestSite,
  options: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
): Promise<PurgeReport> {
  const projectDirectory = site.directory;
  const system = createSystem({
    env,
    homeDirectory: () => env["HOME"],
    isCI: false,
    isPullRequest: false,
    write: () => {},
  });
  if (command === "send") {
    return sendPlans(
      [join(projectDirectory, ".global-edge-purge", "production", "plan.json")],
      {},
      projectDirectory,
      system,
    );
  }
  const resolution = resolveOptions(
    { ...options, when: command === "plan" ? "deploy" : "build" },
    { mode: "production", production: true, projectDirectory, publicPath: "/", enabledByDefault: true },
    system,
  );
  if (!resolution.run) throw new Error(`The run did not apply: ${JSON.stringify(resolution)}`);
  const build = { outputDirectory: join(projectDirectory, "dist"), immutableNames: new Set<string>() };
  const act = command === "adopt" ? adoptBuild : purgeBuild;
  return act(build, resolution.settings, system);
}
