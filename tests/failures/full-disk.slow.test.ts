import { hold } from "@global-edge-purge/emulator";
import { describe, expect, it } from "vitest";
import { cli, cliEnvironment } from "../cli/start-cli.ts";
import { mountState } from "./fill-disk.ts";
import { openWorld, siteOptions } from "./play-failure.ts";

async function openOnSmallDisk() {
  const world = await openWorld();
  world.site.write("global-edge-purge.config.json", JSON.stringify(siteOptions));
  const disk = mountState(world);
  const env = { ...cliEnvironment(world.site, world.emulator), ...disk.env };
  const purged = () => world.emulator.purges.flatMap(({ purgeTarget }) => purgeTarget);
  // Whoever reads the log of a run sees which of the two was tried.
  process.stdout.write(`The full disk is ${disk.by}.\n`);
  return { world, disk, env, purged };
}

describe("where the disk with the state is full", () => {
  it("nothing is sent that could not be finished; the next run does it all", async () => {
    const { world, disk, env, purged } = await openOnSmallDisk();
    disk.fill();
    const { ended, stderr } = await cli(world.site, ["run"], env);
    expect({ ended, stderr }).toMatchObject({
      ended: 1,
      stderr: expect.stringContaining("BASELINE_UNWRITABLE") as string,
    });
    expect(stderr).toContain("ENOSPC");
    expect(world.emulator.requests).toEqual([]);
    disk.free();
    expect((await cli(world.site, ["run"], env)).ended).toBe(0);
    expect(purged()).toEqual(expect.arrayContaining(["/", "/index.html", "/old.html"]));
  });

  it("from the middle of a run on, the run says that its outcome is not saved, and the next one repeats it", async () => {
    const { world, disk, env, purged } = await openOnSmallDisk();
    const held = hold();
    world.emulator.faults.next(held.fault);
    const running = cli(world.site, ["run"], env);
    await Promise.race([held.reached, running]);
    disk.fill();
    held.release();
    const { ended, stderr } = await running;
    expect({ ended, stderr }).toMatchObject({
      ended: 3,
      stderr: expect.stringContaining("BASELINE_UNSAVED") as string,
    });
    disk.free();
    const once = purged().length;
    expect((await cli(world.site, ["run"], env)).ended).toBe(0);
    expect(purged().slice(once)).toEqual(expect.arrayContaining(["/", "/index.html", "/old.html"]));
    const { length } = world.emulator.requests;
    expect((await cli(world.site, ["run"], env)).ended).toBe(0);
    expect(world.emulator.requests).toHaveLength(length);
  });
});
