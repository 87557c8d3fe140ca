import { adoptBuild, GlobalEdgePurgeError, purgeBuild, type PurgeReport, type Verdict } from "@global-edge-purge/core";
import { createSystem, resolveOptions } from "@global-edge-purge/core/options";
import { createEmulator, hold } from "@global-edge-purge/emulator";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { cli, cliEnvironment } from "../cli/start-cli.ts";
import { createTestSite } from "../cli/test-site.ts";
import type { Failure, World } from "./failure.ts";
import { type Printed, shell } from "./processes.ts";

const edgeId = 11197;

export const siteOptions = {
  edgeId,
  outputDirectory: "dist",
  immutable: ["assets/**"],
  quota: { requestsPerMinute: 1000 },
  retry: { attempts: 2, minDelay: 1, maxDelay: 1 },
};

/** What a run came to. */
interface Ended {
  readonly verdict: Verdict | undefined;
  readonly exitCode: number | NodeJS.Signals;
  /** Of warnings, of batches that failed, and of what was thrown. */
  readonly codes: readonly string[];
}

/** Runs `run` over the second build, with these options and variables. */
export type Runner = (world: World, options: object, env: NodeJS.ProcessEnv) => Promise<Ended>;

const exitCodes: Readonly<Record<Verdict, number>> = {
  purged: 0,
  "nothing-to-purge": 0,
  planned: 0,
  skipped: 0,
  partial: 3,
  failed: 1,
};

/** The functions that the program calls, in this process. */
export const inProcess: Runner = async (world, options, env) => {
  try {
    const report = await perform(purgeBuild, world, options, env);
    return { verdict: report.verdict, exitCode: exitCodes[report.verdict], codes: codesOf(report) };
  } catch (error) {
    if (!(error instanceof GlobalEdgePurgeError)) throw error;
    return { verdict: undefined, exitCode: error.exitCode, codes: [error.code] };
  }
};

/** The program itself. */
export const byBinary: Runner = async (world, options, env) => {
  world.site.write("global-edge-purge.config.json", JSON.stringify(options));
  return endedAs(await cli(world.site, ["run", "--json"], env));
};

/** The program as a user that may do nothing special, whoever runs the tests. */
export const byAnotherUser: Runner = async (world, options, env) => {
  world.site.write("global-edge-purge.config.json", JSON.stringify(options));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync("chown", ["-R", String(nobody), dirname(world.site.directory)]);
  return endedAs(await shell(world, "cli run --json", env, isRoot ? nobody : undefined));
};

const nobody = 65534;

function endedAs({ ended, stdout, stderr }: Printed): Ended {
  expect(stderr).not.toMatch(/defect of global-edge-purge|\n\s+at /u);
  if (stdout === "")
    return { verdict: undefined, exitCode: ended, codes: stderr.match(/(?<=\[)[A-Z_]+(?=\])/gu) ?? [] };
  const report = JSON.parse(stdout) as PurgeReport;
  return { verdict: report.verdict, exitCode: ended, codes: codesOf(report) };
}

/** A site with two builds, the first of which the edge is known to serve. */
export async function openWorld(emulatorOptions: Failure["emulator"] = {}): Promise<World> {
  const site = createTestSite({
    "dist/index.html": "one",
    "dist/old.html": "old",
    "dist/한글.html": "same",
    "dist/assets/app-1a2b3c4d.js": "1",
  });
  onTestFinished(() => site.remove());
  const quota = { requestsPerMinute: 1000 };
  const emulator = await createEmulator({ edges: [{ edgeId }], quota, ...emulatorOptions });
  onTestFinished(() => emulator.close());
  const world: World = {
    site,
    emulator,
    path: (path) => join(site.directory, path),
    onEnd: (close) => onTestFinished(async () => void (await close())),
  };
  await perform(adoptBuild, world, siteOptions, cliEnvironment(site, emulator));
  site.write("dist/index.html", "two");
  rmSync(world.path("dist/old.html"));
  return world;
}

/** What differs between the two builds, as visitors ask for it. */
const changedUrls = ["/", "/index.html"];
const removedUrls = ["/old.html"];

/**
 * Plays a failure, and proves what the catalogue says of it; then mends what is broken, and proves that nothing is lost: after one more run
 * every changed and every removed URL was purged, and the run after that has nothing to do.
 */
export async function expectFailure(failure: Failure, run: Runner): Promise<void> {
  const world = await openWorld(failure.emulator);
  const { site, emulator } = world;
  const usual = cliEnvironment(site, emulator);
  const env = { ...usual, ...(await failure.arrange?.(world)) };
  const held = hold();
  emulator.faults.next(...(failure.faults ?? []), ...(failure.meanwhile ? [held.fault] : []));

  const running = run(world, { ...siteOptions, ...failure.options }, env);
  if (failure.meanwhile) {
    await Promise.race([held.reached, running]);
    failure.meanwhile(world);
    held.release();
  }
  const ended = await running;
  const { verdict, code, requests = verdict === "purged" ? 1 : 0 } = failure;
  expect(ended).toMatchObject({ verdict, exitCode: exitCodes[verdict] });
  if (code !== undefined) expect(ended.codes).toContain(code);
  expect(emulator.requests).toHaveLength(requests);

  failure.mend?.(world);
  const after = await inProcess(world, siteOptions, usual);
  expect(after.verdict).toMatch(/^(purged|nothing-to-purge)$/u);
  const accepted = emulator.purges
    .filter(({ status }) => status !== "FAILURE")
    .flatMap(({ purgeTarget }) => purgeTarget);
  expect(accepted).toEqual(expect.arrayContaining(failure.losesState ? changedUrls : [...changedUrls, ...removedUrls]));
  if (failure.losesState) expect([...ended.codes, ...after.codes]).toContain("BASELINE_MISSING");
  const sent = emulator.requests.length;
  expect(await inProcess(world, siteOptions, usual)).toMatchObject({ verdict: "nothing-to-purge" });
  expect(emulator.requests).toHaveLength(sent);
}

function codesOf({ warnings, batches }: PurgeReport): readonly string[] {
  return [...warnings, ...batches.flatMap(({ error }) => error ?? [])].map(({ code }) => code);
}

async function perform(
  act: typeof purgeBuild,
  { site }: World,
  options: object,
  env: NodeJS.ProcessEnv,
): Promise<PurgeReport> {
  const system = createSystem({
    env,
    homeDirectory: () => site.outside,
    isCI: false,
    isPullRequest: false,
    write: () => {},
  });
  const resolution = resolveOptions(
    options,
    { mode: "production", production: true, projectDirectory: site.directory, publicPath: "/", enabledByDefault: true },
    system,
  );
  if (!resolution.run) throw new Error(`The run did not apply: ${JSON.stringify(resolution)}`);
  const { outputDirectory = join(site.directory, "dist") } = resolution.settings;
  return act({ outputDirectory }, resolution.settings, system);
}
