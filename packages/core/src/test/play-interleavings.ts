import fc from "fast-check";
import { createFakeClock } from "./fake-clock.ts";
import { startS3Server } from "./s3-server.ts";
import { jobs, SharedBaseline } from "./shared-baseline.ts";

/** Lets two machines work on one baseline, their requests in random orders. */
export async function playInterleavings(numRuns: number): Promise<{ readonly lostRaces: number }> {
  const server = await startS3Server({ clock: createFakeClock() });
  let lostRaces = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), jobs, jobs, async (scheduler, mine, yours) => {
      server.objects.clear();
      const world = new SharedBaseline(server, () => scheduler.schedule(Promise.resolve()));
      await scheduler.waitFor(world.begin());
      await scheduler.waitFor(Promise.all([world.work(mine), world.work(yours)]));
      await scheduler.waitFor(world.finish());
      lostRaces += world.lostRaces;
    }),
    { numRuns },
  );
  return { lostRaces };
}
