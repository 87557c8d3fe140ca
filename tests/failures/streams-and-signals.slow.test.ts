import { hold } from "@global-edge-purge/emulator";
import { mkdirSync, readFileSync, rmdirSync, utimesSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cliEnvironment, startCli } from "../cli/start-cli.ts";
import { inProcess, openWorld, siteOptions } from "./play-failure.ts";
import { shell } from "./processes.ts";
import type { World } from "./failure.ts";

const baseline = ".global-edge-purge/production/baseline.json";

async function openConfigured(options: object = {}) {
  const world = await openWorld();
  world.site.write("global-edge-purge.config.json", JSON.stringify({ ...siteOptions, ...options }));
  return { world, env: cliEnvironment(world.site, world.emulator) };
}

/** What is owed, by the baseline's own words. */
const owed = ({ path }: World) =>
  readFileSync(path(baseline), "utf8").match(/"[^"]+"(?=: \{"state":"unsettled")/gu) ?? [];

const finish = async (world: World, env: NodeJS.ProcessEnv) => {
  expect((await inProcess(world, siteOptions, env)).verdict).toMatch(/^(purged|nothing-to-purge)$/u);
  expect(world.emulator.purges.flatMap(({ purgeTarget }) => purgeTarget)).toEqual(
    expect.arrayContaining(["/", "/index.html", "/old.html"]),
  );
};

describe("a run that is told to stop", () => {
  it.each([
    ["SIGHUP", 129],
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("by %s while it waits for an answer, has saved what it owes, and ends with %d", async (signal, code) => {
    const { world, env } = await openConfigured();
    const held = hold();
    world.emulator.faults.next(held.fault);
    const running = startCli(world.site, ["run"], env);
    await held.reached;
    running.kill(signal);
    const { ended, stderr } = await running.result;
    held.release();
    expect({ ended, stderr }).toMatchObject({
      ended: code,
      stderr: expect.stringContaining("Stopped on request") as string,
    });
    expect(owed(world)).toEqual(['"index.html"', '"old.html"']);
    await finish(world, env);
  });

  it("while it waits for the lock of another run, does not wait on", async () => {
    const { world, env } = await openConfigured();
    const lock = world.path(`${baseline}.lock`);
    mkdirSync(lock);
    // Whoever holds it renews it, so that nobody takes it over. For a lock, a run waits 45 seconds.
    const renewing = setInterval(() => utimesSync(lock, new Date(), new Date()), 500);
    world.onEnd(() => clearInterval(renewing));
    const running = startCli(world.site, ["run"], env);
    await running.says("another run writes the baseline");
    const told = performance.now();
    running.kill("SIGTERM");
    expect((await running.result).ended).toBe(143);
    expect(performance.now() - told).toBeLessThan(30_000);
    expect(world.emulator.requests).toEqual([]);
    clearInterval(renewing);
    rmdirSync(lock);
    await finish(world, env);
  });
});

describe("output that nobody can write", () => {
  it.each([
    ["standard output is a reader that has gone", "cli run --json | true; sleep 0", 0],
    [
      "standard error is a reader that has gone",
      "{ cli run --json >out.json; echo $? >code; } 2>&1 | true; exit $(cat code)",
      0,
    ],
    ["standard output is closed", "cli run --json >&-", 0],
    ["both are closed", "cli run --json >&- 2>&-", 0],
    ["standard output is a full disk", "cli run --json >/dev/full", 1],
    ["standard error is a full disk", "cli run --json 2>/dev/full", 0],
  ])("%s: the purge goes on", async (_what, line, code) => {
    const { world, env } = await openConfigured();
    const { ended, stderr } = await shell(world, line, env);
    expect({ ended, stderr }).toEqual({ ended: code, stderr: expect.not.stringMatching(/\n\s+at /u) as string });
    expect(owed(world)).toEqual([]);
    await finish(world, env);
  });
});
