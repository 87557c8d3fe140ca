import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, ftruncateSync, openSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cli, cliEnvironment } from "../cli/start-cli.ts";
import { outputFailures, permissionFailures, stateFailures } from "./disk-failures.ts";
import { networkFailures } from "./network-failures.ts";
import { byAnotherUser, byBinary, inProcess, openWorld, expectFailure, siteOptions } from "./play-failure.ts";
import { shell } from "./processes.ts";

describe.each([
  ["the output", outputFailures],
  ["the state", stateFailures],
  ["the network", networkFailures],
])("something is wrong with %s, and the program runs", (_what, failures) => {
  it.each(failures)("$what", (failure) => expectFailure(failure, byBinary));
});

describe("another user's program", () => {
  it.each(permissionFailures)("$what", (failure) => expectFailure(failure, byAnotherUser));
});

async function openConfigured() {
  const world = await openWorld();
  world.site.write("global-edge-purge.config.json", JSON.stringify(siteOptions));
  return { world, env: cliEnvironment(world.site, world.emulator) };
}

describe("the program", () => {
  it("needs no more than 128 open files, however many there are to read", async () => {
    const { world, env } = await openConfigured();
    for (let index = 0; index < 500; index++) world.site.write(`dist/pages/${index}.html`, String(index));
    const { ended, stderr } = await shell(world, "ulimit -n 128; cli run", env);
    expect({ ended, stderr }).toMatchObject({ ended: 0 });
    expect(world.emulator.purges.flatMap(({ purgeTarget }) => purgeTarget)).toHaveLength(503);
  });

  it("does nothing at all where so few files may be open that it cannot be loaded, and says so by its exit code", async () => {
    const { world, env } = await openConfigured();
    const before = world.site.read(".global-edge-purge/production/baseline.json");
    // Node 20 opens all modules of the program at once, newer versions do not.
    const { ended } = await shell(world, "ulimit -n 40; cli run", env);
    const isSame = world.site.read(".global-edge-purge/production/baseline.json") === before;
    expect({ requests: world.emulator.requests.length, isSame }).toEqual(
      ended === 0 ? { requests: 1, isSame: false } : { requests: 0, isSame: true },
    );
  });

  it("reads a file of more than 4 GiB in little memory, and knows its size", async () => {
    const { world, env } = await openConfigured();
    const file = openSync(world.path("dist/film.mp4"), "w");
    const size = 2 ** 32 + 12;
    ftruncateSync(file, size);
    closeSync(file);
    const { ended, stderr } = await shell(world, "cli run", { ...env, NODE_OPTIONS: "--max-old-space-size=64" });
    expect({ ended, stderr }).toMatchObject({ ended: 0 });
    expect(world.site.read(".global-edge-purge/production/baseline.json")).toContain(`"size":${size},`);
  });

  it("does not take a file that grows while it is read for one that is done", async () => {
    const { world, env } = await openConfigured();
    const path = world.path("dist/log.txt");
    writeFileSync(path, Buffer.alloc(300_000_000));
    const script = `const fs = require("node:fs"); for (;;) fs.appendFileSync(${JSON.stringify(path)}, "more");`;
    const writer = spawn(process.execPath, ["-e", script]);
    const { ended, stderr } = await cli(world.site, ["run"], env);
    writer.kill("SIGKILL");
    await once(writer, "close");
    expect({ ended, stderr }).toMatchObject({ ended: 1, stderr: expect.stringContaining("OUTPUT_CHANGING") as string });
    expect(world.emulator.requests).toEqual([]);
  });

  it("may run ten times at once: all end well, and nothing is lost", async () => {
    const { world, env } = await openConfigured();
    const runs = await Promise.all(Array.from({ length: 10 }, () => cli(world.site, ["run"], env)));
    expect(runs.map(({ ended, stderr }) => ({ ended, stderr }))).toEqual(
      runs.map(() => ({ ended: 0, stderr: expect.any(String) as string })),
    );
    expect(world.emulator.purges.flatMap(({ purgeTarget }) => purgeTarget)).toEqual(
      expect.arrayContaining(["/", "/index.html", "/old.html"]),
    );
    expect(await inProcess(world, siteOptions, env)).toMatchObject({ verdict: "nothing-to-purge" });
  });
});
