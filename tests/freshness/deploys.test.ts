import { expect, it } from "vitest";
import { checkDeploys } from "./check-deploys.ts";

it("serves no stale answer after a deploy, and purges nothing that did not change", async () => {
  expect(await checkDeploys(8)).toBeGreaterThan(40);
});
