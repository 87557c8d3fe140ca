import { expect, it } from "vitest";
import { checkDeploys } from "./check-deploys.ts";

it("serves no stale answer after very many deploys, and purges nothing that did not change", async () => {
  expect(await checkDeploys(500)).toBeGreaterThan(5000);
});
