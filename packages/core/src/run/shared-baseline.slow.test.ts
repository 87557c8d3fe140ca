import { expect, it } from "vitest";
import { playInterleavings } from "../test/play-interleavings.ts";

it("loses nothing in hundreds of orders of the requests of two machines that share a baseline", async () => {
  const { lostRaces } = await playInterleavings(600);
  expect(lostRaces).toBeGreaterThan(100);
});
