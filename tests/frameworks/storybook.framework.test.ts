import { describe, expect, it } from "vitest";
import { openAccount } from "../harness/account.ts";
import { freePort } from "../harness/free-port.ts";
import { startNode } from "../harness/run-node.ts";
import { installScaffold } from "./install-scaffold.ts";

/** Storybook loads the config of the site, and with it our plugin. */
describe.each(["storybook10", "storybook9"])("a site with %s", (scaffold) => {
  const storybook = (...args: readonly string[]) => ["node_modules/.bin/storybook", ...args];
  const sources = "storybook10";
  const quiet = { STORYBOOK_DISABLE_TELEMETRY: "1" };

  it("leaves a build of Storybook alone that loads the site's config", async () => {
    const { site, node } = installScaffold(scaffold, sources);
    const account = await openAccount();
    const { ended, output } = await startNode(site, storybook("build"), { ...account.env, ...quiet }, node).result;
    await account.emulator.close();
    expect(ended, output).toBe(0);
    expect(output).not.toMatch(/Global Edge/iu);
    expect(account.asked().requests).toBe(0);
    expect(site.list("storybook-static")).toContain("storybook-static/iframe.html");
    expect(site.list(".global-edge-purge")).toEqual([]);
  });

  it("says and does nothing under Storybook's server", async () => {
    const { site, node } = installScaffold(scaffold, sources);
    const account = await openAccount();
    const args = storybook("dev", "--ci", "--host", "127.0.0.1", "--port", String(await freePort()));
    const server = startNode(site, args, { ...account.env, ...quiet }, node);
    const answer = await fetch(`${await server.address()}/iframe.html`);
    expect(answer.status).toBe(200);
    await answer.text();
    server.kill("SIGTERM");
    const { output } = await server.result;
    await account.emulator.close();
    expect(output).not.toMatch(/Global Edge/iu);
    expect(account.asked().requests).toBe(0);
    expect(site.list(".global-edge-purge")).toEqual([]);
  });
});
