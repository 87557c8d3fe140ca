import { expect, it } from "vitest";
import { playInterleavings } from "../test/play-interleavings.ts";

it("loses nothing in any order of the requests of two machines that share a baseline", async () => {
  const { lostRaces } = await playInterleavings(20);
  // A stale writer must have been among them, and noticed.
  expect(lostRaces).toBeGreaterThan(5);
});
