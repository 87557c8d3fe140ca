import { expect, it } from "vitest";
import { checkDeploys } from "./check-deploys.ts";

it("serves no stale answer after very many deploys, and purges nothing that did not change", async () => {
  expect(await checkDeploys(300)).toBeGreaterThan(3000);
}, 900_000);
