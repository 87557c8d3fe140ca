import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openAccount } from "../harness/account.ts";
import { startNode } from "../harness/run-node.ts";
import { viteCommand, viteHost } from "../harness/vite-site.ts";
import { createWorkspace, folderOf } from "../harness/workspace.ts";

const host = viteHost("vite");
const workspace = createWorkspace(host.packages);
afterAll(() => workspace.remove());

it("keeps what the plugin knew of hashed names when the command line runs over its folder", async () => {
  const site = workspace.createSite(host.site);
  const account = await openAccount();
  const start = (...args: readonly string[]) => startNode(site, args, account.env).result;
  const run = () =>
    start(join(folderOf("global-edge-purge"), "dist", "bin.js"), "run", "--dir", "dist", "--edge-id", "11197");
  const hashed = () =>
    [...(site.read(".global-edge-purge/production/baseline.json") ?? "").matchAll(/"(assets\/[^"]+)": (.*)/gu)]
      .filter(([, , entry]) => entry?.includes('"immutable":true'))
      .map(([, assetPath]) => assetPath);
  const build = await start(...viteCommand("vite", "build"));
  expect(build.ended, build.output).toBe(0);
  const known = hashed();
  expect(known.length).toBeGreaterThan(1);
  account.asked();

  const first = await run();
  expect(first.output).toContain("Nothing to purge");
  expect(hashed()).toEqual(known);

  // Gone, and back with the same bytes: nobody can have got others.
  const [script = ""] = known;
  const text = site.read(`dist/${script}`) ?? "";
  site.remove(`dist/${script}`);
  await run();
  site.write(`dist/${script}`, text);
  await run();
  expect(hashed()).toEqual(known);
  expect(account.asked()).toEqual({ requests: 0, targets: [] });
  await account.emulator.close();
});
