import { createEmulator, type Emulator, emulatorCredentials, type EmulatorOptions } from "@global-edge-purge/emulator";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { defaultQuota, defaultRetry } from "../client/quota.ts";
import type { SendOptions } from "../options/resolve-sending.ts";
import type { Settings } from "../options/settings.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import { purgeBuild } from "../run/purge-build.ts";
import { sendPlans } from "../run/send-plans.ts";
import { Secret } from "../system/secret.ts";
import type { System } from "../system/system.ts";
import { createFakeClock } from "./fake-clock.ts";
import { tempFolder } from "./temp-folder.ts";

export type Files = Readonly<Record<string, string>>;

/** One app: its project folder, with what its builds and deploys leave there. */
interface LabApp {
  readonly project: string;
  readonly settings: Settings;
  readonly planPath: string;
  readonly baselinePath: string;
  /** Builds these files and writes the plan. */
  plan(files: Files, changes?: Partial<Settings>): Promise<PurgeReport>;
  /** Builds these files and purges. */
  run(files: Files, changes?: Partial<Settings>): Promise<PurgeReport>;
  send(options?: SendOptions): Promise<PurgeReport>;
  /** The state of each path in the baseline, by edge. */
  states(edgeId?: number): Readonly<Record<string, string>>;
}

export interface DeployLab {
  readonly emulator: Emulator;
  readonly system: System;
  /** Holds the apps; the home folder, too. Absolute. */
  readonly folder: string;
  /** Everything printed so far. */
  readonly printed: () => string;
  /** Targets of every accepted purge so far, each time it was accepted. */
  readonly purged: () => readonly string[];
  app(name: string, changes?: Partial<Settings>): LabApp;
  send(paths: readonly string[], options?: SendOptions): Promise<PurgeReport>;
}

/** Apps and a local Global Edge on one fake clock. Closed when the test ends. */
export async function startDeployLab(options: EmulatorOptions = {}): Promise<DeployLab> {
  const clock = createFakeClock(Date.now());
  const emulator = await createEmulator({ clock, edges: [{ edgeId: 1 }, { edgeId: 2 }], ...options });
  onTestFinished(() => emulator.close());
  const folder = await tempFolder();
  let printed = "";
  const keys = {
    NCLOUD_ACCESS_KEY_ID: emulatorCredentials.accessKey,
    NCLOUD_SECRET_ACCESS_KEY: emulatorCredentials.secretKey,
  };
  const system: System = {
    clock,
    random: Math.random,
    env: { ...keys, XDG_STATE_HOME: folder },
    homeDirectory: () => folder,
    isCI: false,
    isPullRequest: false,
    write: (text) => {
      printed += text;
    },
  };
  const send = (paths: readonly string[], given: SendOptions = {}) => sendPlans(paths, given, folder, system);

  const app = (name: string, of: Partial<Settings> = {}): LabApp => {
    const project = join(folder, name);
    const state = join(project, ".global-edge-purge", "production");
    const settings = { ...labSettings(project, emulator.apiUrl), ...of };
    const build = (files: Files, changes: Partial<Settings>) => {
      writeFiles(join(project, "dist"), files);
      const finished = { outputDirectory: join(project, "dist"), immutableNames: new Set<string>() };
      return purgeBuild(finished, { ...settings, ...changes }, system);
    };
    const planPath = join(state, "plan.json");
    const baselinePath = join(state, "baseline.json");
    return {
      project,
      settings,
      planPath,
      baselinePath,
      plan: (files, changes = {}) => {
        const { credentials: _, ...without } = changes;
        return build(files, { ...without, when: "deploy" });
      },
      run: (files, changes = {}) => build(files, changes),
      send: (given = {}) => send([planPath], given),
      states(edgeId = of.edgeIds?.[0] ?? 1) {
        const { edges } = JSON.parse(readFileSync(baselinePath, "utf8"));
        const paths: Record<string, { state: string }> = edges[edgeId].paths;
        return Object.fromEntries(Object.entries(paths).map(([path, { state }]) => [path, state]));
      },
    };
  };
  return {
    folder,
    emulator,
    system,
    printed: () => printed,
    purged: () => emulator.purges.flatMap(({ purgeTarget }) => purgeTarget),
    app,
    send,
  };
}

/** Replaces a folder's files. */
export function writeFiles(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A copy of a file or folder elsewhere: another machine, or an artifact kept from an older deploy. */
export function copyTo(from: string, to: string): string {
  cpSync(from, to, { recursive: true });
  return to;
}

function labSettings(projectDirectory: string, endpoint: string): Settings {
  const { accessKey, secretKey } = emulatorCredentials;
  return {
    environment: "production",
    edgeIds: [1],
    credentials: { accessKey, secretKey: new Secret(secretKey) },
    endpoint,
    projectDirectory,
    base: { assets: "/", pages: "/" },
    aliases: "directory",
    queries: [],
    also: {},
    include: ["**"],
    exclude: [],
    immutable: ["assets/**"],
    purge: ["added", "changed", "removed"],
    onMissingBaseline: "mutable",
    allowShrink: false,
    when: "build",
    dryRun: false,
    onFailure: "error",
    report: {},
    logLevel: "info",
    quota: defaultQuota,
    retry: { ...defaultRetry, attempts: 1 },
  };
}
