import { expect, it } from "vitest";
import { useBench } from "../harness/bench.ts";
import { startNode } from "../harness/run-node.ts";
import { viteHost } from "../harness/vite-site.ts";

const bench = useBench(viteHost("vite"));

// Vite itself and others listen as well: what is counted is how many more there are.
const program = `
  import { build } from "vite";
  import globalEdgePurge from "@global-edge-purge/vite";
  const count = () => process.listenerCount("exit") + process.listenerCount("beforeExit");
  const counts = [];
  const ours = (environment) =>
    globalEdgePurge({ edgeId: 11197, environment, environments: { [environment]: {} }, enabled: true, when: "deploy" });
  const count3 = { name: "count", buildEnd: { order: "post", handler: () => void counts.push(count()) } };
  const config = (plugins) => ({ configFile: false, logLevel: "silent", plugins: [...plugins, count3] });
  await build(config([]));
  await build(config([ours("one")]));
  await build(config([ours("one"), ours("two"), ours("three")]));
  counts.push(count());
  const failing = { name: "failing", renderChunk() { throw new Error("It fails."); } };
  await build(config([ours("one"), failing])).catch(() => {});
  counts.push(count());
  console.log("more: " + counts.map((each) => each - counts[0]));
`;

it("listens once for the end of the process, however many plugins wait for theirs, and not when they are done", async () => {
  const { account, workspace } = bench;
  const site = workspace.createSite({ ...bench.host.site, "count.js": program });
  const { ended, output } = await startNode(site, ["count.js"], account.env).result;
  expect(ended, output).toBe(0);
  // Without ours, with one, with three, after them, in a build that fails, after that.
  expect(output).toContain("more: 0,2,2,0,2,0\n");
});

it("tells of each plugin that did not come to its purge", async () => {
  const site = bench.workspace.createSite({
    ...bench.host.site,
    "exit.js": `
      import { build } from "vite";
      import globalEdgePurge from "@global-edge-purge/vite";
      const exiting = { name: "exiting", closeBundle: () => process.exit(0) };
      const other = globalEdgePurge({ environment: "other", environments: { other: { edgeId: 2 } }, enabled: true });
      const plugins = [globalEdgePurge({ edgeId: 1 }), other, exiting];
      await build({ configFile: false, logLevel: "silent", plugins });
    `,
  });
  const { ended, output } = await startNode(site, ["exit.js"], bench.account.env).result;
  expect(ended, output).toBe(1);
  expect(output.match(/^Run: .*/gmu)).toEqual([
    "Run: npx global-edge-purge run --dir dist --edge-id 1",
    "Run: npx global-edge-purge run --dir dist --edge-id 2 --env other",
  ]);
});

it.each([
  ["fails", "error", 1],
  ["goes on", "warn", 0],
])("%s where a purge failed and a program says that all is well, if onFailure is %s", async (_, onFailure, code) => {
  const site = bench.workspace.createSite({
    ...bench.host.site,
    "build.js": `
      import { build } from "vite";
      import globalEdgePurge from "@global-edge-purge/vite";
      const plugins = [globalEdgePurge({ edgeId: 99999, onFailure: "${onFailure}" })];
      await build({ configFile: false, logLevel: "silent", plugins }).catch(() => {});
      process.exit(0);
    `,
  });
  const { ended, output } = await startNode(site, ["build.js"], bench.account.env).result;
  expect(ended, output).toBe(code);
  expect(output).toContain("99999");
});

it("believes a program that tried again, and comes to its end by itself", async () => {
  const site = bench.workspace.createSite({
    ...bench.host.site,
    "build.js": `
      import { build } from "vite";
      import globalEdgePurge from "@global-edge-purge/vite";
      const site = (edgeId) => build({ configFile: false, logLevel: "silent", plugins: [globalEdgePurge({ edgeId })] });
      await site(99999).catch(() => site(11197));
    `,
  });
  const { ended, output } = await startNode(site, ["build.js"], bench.account.env).result;
  expect(ended, output).toBe(0);
});
