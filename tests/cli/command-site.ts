import { createEmulator, type Emulator } from "@global-edge-purge/emulator";
import { mkdirSync, rmSync } from "node:fs";
import { onTestFinished } from "vitest";
import { cli, cliEnvironment } from "./start-cli.ts";
import { createTestSite, type SiteFiles } from "./test-site.ts";

const first = { "dist/index.html": "1", "dist/docs/index.html": "1", "dist/assets/a-11111111.js": "1" };
export const folder = ["--dir", "dist", "--immutable", "assets/**", "--edge-id", "1"];
export const baselineFile = ".global-edge-purge/production/baseline.json";
export const planFile = ".global-edge-purge/production/plan.json";

/** A site and a local Global Edge for one test. */
export async function startSite(files: SiteFiles = first) {
  const emulator: Emulator = await createEmulator({ edges: [{ edgeId: 1 }] });
  onTestFinished(() => emulator.close());
  const site = createTestSite(files);
  onTestFinished(() => site.remove());
  const env = cliEnvironment(site, emulator);
  return { emulator, site, env, cli: (args: readonly string[]) => cli(site, args, env) };
}

/** Each of these tests starts processes, which take their time on a busy machine. */
export const timeout = 60_000;

/** The account's requests of the last minute are counted in the state folder. */
export function forgetRequests({ XDG_STATE_HOME = "" }: NodeJS.ProcessEnv): void {
  rmSync(XDG_STATE_HOME, { recursive: true });
  mkdirSync(XDG_STATE_HOME);
}
