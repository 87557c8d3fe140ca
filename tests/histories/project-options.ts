import { emulatorCredentials } from "@global-edge-purge/emulator";
import type { ProjectOptions } from "./commands.ts";
import type { EnvironmentName, History } from "./history.ts";
import { immutableGlobs } from "./site-names.ts";
import type { World } from "./world.ts";

/** What the project's configuration says. */
export function projectOptions(
  { emulator, folders }: World,
  { targetsPerRequest }: History,
  own: Readonly<Partial<Record<EnvironmentName, Readonly<Record<string, unknown>>>>>,
): ProjectOptions {
  const [project] = folders.projects;
  const environment = (name: EnvironmentName) => ({ baseline: project.baseline(name), ...own[name] });
  return {
    credentials: emulatorCredentials,
    endpoint: emulator.apiUrl,
    outputDirectory: "dist",
    immutable: immutableGlobs,
    // Steps go back to builds of long ago.
    allowShrink: true,
    quota: { requestsPerMinute: 1_000_000, targetsPerRequest },
    retry: { attempts: 2, minDelay: 1, maxDelay: 2 },
    environments: { production: environment("production"), staging: environment("staging") },
  };
}
