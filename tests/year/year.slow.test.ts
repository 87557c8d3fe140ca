import { it } from "vitest";
import { expectYear } from "./expect-year.ts";

it("a fortnight of deploys serves nothing stale, loses nothing, and leaves no more behind than its builds explain", async () => {
  await expectYear({ seed: 16, runs: 240 });
}, 300_000);
