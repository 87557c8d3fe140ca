import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histories } from "../test/model-history.ts";
import { World } from "../test/play-history.ts";

describe("a history of builds", () => {
  it("leaves no edge stale after a run that says everything is purged", async () => {
    let promises = 0;
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const world = new World();
        await world.play(history);
        promises += world.promises;
      }),
      { numRuns: 200, seed: 1 },
    );
    // Not by never promising anything.
    expect(promises).toBeGreaterThan(150);
  });
});
