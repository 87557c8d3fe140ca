import { expect, it } from "vitest";
import { openAccount } from "../harness/account.ts";
import { startNode } from "../harness/run-node.ts";
import { installScaffold } from "./install-scaffold.ts";

it("leaves a build of Storybook alone that loads the site's config", async () => {
  const { site, node } = installScaffold("storybook10");
  const account = await openAccount();
  const args = ["node_modules/storybook/dist/bin/dispatcher.js", "build"];
  const env = { ...account.env, STORYBOOK_DISABLE_TELEMETRY: "1" };
  const { ended, output } = await startNode(site, args, env, node).result;
  await account.emulator.close();
  expect(ended, output).toBe(0);
  expect(output).not.toMatch(/Global Edge/iu);
  expect(account.asked().requests).toBe(0);
  expect(site.list("storybook-static")).toContain("storybook-static/iframe.html");
});
