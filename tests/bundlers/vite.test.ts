import { describe, expect, it } from "vitest";
import type { Account } from "../harness/account.ts";
import { baselinePath, useBench } from "../harness/bench.ts";
import { describeRecovery } from "./recovery.ts";
import { changes } from "../harness/changes.ts";
import { startNode } from "../harness/run-node.ts";
import { mutableTargets } from "../harness/site-files.ts";
import { type ViteBuild, viteCommand, viteProgram, viteSite } from "../harness/vite-site.ts";
import type { Site } from "../harness/workspace.ts";

const commandLine = viteCommand("build");
const build = (site: Site, account: Account, said: ViteBuild = {}, args = commandLine, env: NodeJS.ProcessEnv = {}) =>
  startNode(site, args, { ...account.env, TEST_BUILD: JSON.stringify(said), ...env }).result;

const bench = useBench(viteSite, build);

/** Byte for byte, and nothing beside it. */
function expectSameBaseline(site: Site): void {
  const { built } = bench;
  expect(site.read(baselinePath)).toBe(built.read(baselinePath));
  expect(site.list(".global-edge-purge")).toEqual(built.list(".global-edge-purge"));
}

describe("a site of Vite", () => {
  it("is purged once, with all that is mutable, when it is first built", () => {
    const { built, first } = bench;
    expect(first.ended, first.output).toBe(0);
    expect(first.asked).toEqual({ requests: 1, targets: mutableTargets });
    expect(built.read(baselinePath)).toContain('"settled"');
  });

  it("is purged once, with all that is mutable, when a program builds it first", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(viteSite);
    const { ended, output } = await build(site, account, {}, viteProgram());
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
  });

  it.each(changes)("is purged of %s", async (_what, { make, targets }) => {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    make(site);
    const { ended, output } = await build(site, account);
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets });
  });

  it("is not purged where nothing changed", async () => {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    const { ended, output } = await build(site, account);
    expect(ended, output).toBe(0);
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
  });

  it("is purged where its base says", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(viteSite);
    await build(site, account, { config: { base: "/문서/" } });
    const base = `/${encodeURIComponent("문서")}/`;
    expect(account.asked().targets).toEqual(mutableTargets.map((target) => base + target.slice(1)).toSorted());
  });

  it("takes its keys and its edge from .env files, and keeps them out of what it builds", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(viteSite);
    const { NCLOUD_ACCESS_KEY_ID: accessKey, NCLOUD_SECRET_ACCESS_KEY: secretKey, ...others } = account.env;
    site.write(
      ".env.production",
      `GLOBAL_EDGE_PURGE_EDGE_ID=11197\nNCLOUD_ACCESS_KEY_ID=${accessKey}\nNCLOUD_SECRET_ACCESS_KEY=${secretKey}\n`,
    );
    const env = { ...others, TEST_BUILD: '{"options":{}}' };
    const { ended, output } = await startNode(site, commandLine, env).result;
    expect(ended, output).toBe(0);
    expect(account.asked().targets).toEqual(mutableTargets);
    const written = [...site.list("dist"), ...site.list(".global-edge-purge")]
      .map((path) => site.read(path))
      .join("\n");
    expect(written + output).not.toContain(secretKey);
    expect(written + output).not.toContain(accessKey);
  });

  const environments = {
    builder: {},
    environments: {
      client: { build: { outDir: "dist/client" } },
      ssr: { build: { outDir: "dist/server", rollupOptions: { input: "src/later.js" } } },
    },
  };

  it("is purged once for all its environments, of what the client wrote", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(viteSite);
    const { ended, output } = await build(site, account, { config: environments });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
    expect(site.list("dist/server")).not.toEqual([]);
    expect(site.read(baselinePath)).toContain('"dist/client"');
  });

  it("is purged once for each outermost directory of its outputs", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(viteSite);
    const output = ["dist", "dist/legacy", "other"].map((dir) => ({ dir, entryFileNames: "[name].js" }));
    await build(site, account, { config: { build: { rollupOptions: { output } } } });
    expect(account.asked().requests).toBe(2);
    expect(site.list(".global-edge-purge").filter((path) => path.endsWith(".json"))).toEqual([
      ".global-edge-purge/production.dist.json",
      ".global-edge-purge/production.other.json",
    ]);
  });

  it.each([
    ["for a server", "--ssr", "src/later.js"],
    ["for development", "--mode", "development"],
  ])("is left alone by a build %s", async (_what, ...args) => {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    site.write("public/robots.txt", "edited\n");
    const { ended, output } = await build(site, account, {}, viteCommand("build", ...args));
    expect(ended, output).toBe(0);
    expect(output.match(/Global Edge purge skipped/gu)).toHaveLength(1);
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
  });

  it("is left alone by builds of a library, into memory, for a server and for another environment", async () => {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    site.write("public/robots.txt", "edited\n");
    const said: ViteBuild[] = [
      { config: { build: { lib: { entry: "src/later.js", formats: ["es"] } } } },
      { config: { build: { write: false } } },
      { config: { build: { ssr: "src/later.js" } } },
      { config: { mode: "staging" } },
    ];
    const { output } = await build(site, account, {}, viteProgram(...said));
    expect(output).toContain("ends: built,built,built,built");
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
  });

  it("is left alone in a watch", async () => {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    const env = { ...account.env, TEST_BUILD: '{"config":{"build":{"watch":{}}}}' };
    const watch = startNode(site, commandLine, env);
    await watch.says("built in");
    site.write("src/main.js", "document.body.append('edited');\n");
    await watch.says("built in", 2);
    site.write("src/main.js", "document.body.append('again');\n");
    await watch.says("built in", 3);
    watch.kill("SIGTERM");
    const { output } = await watch.result;
    expect(output).not.toContain("Global Edge");
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
  });
});

describe("a build of Vite that fails", () => {
  it("leaves everything as it was: the command line, which gets no further than the failure", async () => {
    await expectUntouched({ failAt: "generateBundle" });
  });

  it("leaves everything as it was: a program that goes on, in every hook", async () => {
    const { account, workspace, built } = bench;
    const stages = [
      "buildStart",
      "transform",
      "buildEnd",
      "renderStart",
      "renderChunk",
      "generateBundle",
      "writeBundle",
      "closeBundle",
    ];
    const site = workspace.copySite(built);
    site.write("public/robots.txt", "edited\n");
    const { output } = await build(site, account, {}, viteProgram(...stages.map((failAt) => ({ failAt }))));
    expect(output).toContain(`ends: ${stages.map(() => "failed").join()}\n`);
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
  });

  it("leaves everything as it was: the second of two outputs", async () => {
    const output = [{ dir: "dist" }, { dir: "dist/legacy", format: "iife" }];
    await expectUntouched({ config: { build: { rollupOptions: { output } } } });
  });

  it("leaves everything as it was: the server after the client", async () => {
    const config = {
      builder: {},
      environments: { ssr: { build: { outDir: "server", rollupOptions: { input: "src/later.js" } } } },
    };
    await expectUntouched({ failAt: "transform:ssr", config });
  });

  it("asks for base where it cannot know it, before anything is built", async () => {
    const output = await expectUntouched({ config: { base: "./" } });
    expect(output).toMatch(/base: must be given.*"\.\/"/u);
    expect(output).not.toContain("✓ built");
  });

  it("names every mistake in the options, before anything is built", async () => {
    const output = await expectUntouched({ options: { edgeID: 1, dryrun: true } });
    expect(output).toMatch(/edgeID.*Did you mean "edgeId"\?\n.*dryrun.*Did you mean "dryRun"\?/u);
  });

  async function expectUntouched(said: ViteBuild, args = commandLine): Promise<string> {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    site.write("public/robots.txt", "edited\n");
    const { ended, output } = await build(site, account, said, args);
    expect(ended, output).toBe(1);
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
    return output;
  }
});

describeRecovery(bench, commandLine);
