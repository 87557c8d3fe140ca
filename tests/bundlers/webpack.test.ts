import { describe, expect, it } from "vitest";
import type { Account } from "../harness/account.ts";
import { baselinePath, useBench } from "../harness/bench.ts";
import { changes } from "../harness/changes.ts";
import { startNode } from "../harness/run-node.ts";
import { mutableTargets } from "../harness/site-files.ts";
import { type WebpackBuild, webpackCommand, webpackProgram, webpackSite } from "../harness/webpack-site.ts";
import type { Site } from "../harness/workspace.ts";

const commandLine = webpackCommand();
const build = (
  site: Site,
  account: Account,
  said: WebpackBuild = {},
  args = commandLine,
  env: NodeJS.ProcessEnv = {},
) => startNode(site, args, { ...account.env, TEST_BUILD: JSON.stringify(said), ...env }).result;

const bench = useBench(webpackSite, build);

/** Byte for byte, and nothing beside it. */
function expectSameBaseline(site: Site): void {
  const { built } = bench;
  expect(site.read(baselinePath)).toBe(built.read(baselinePath));
  expect(site.list(".global-edge-purge")).toEqual(built.list(".global-edge-purge"));
}

describe("a site of webpack", () => {
  it.each([
    ["the command line", commandLine],
    ["a program", webpackProgram()],
  ])("is purged once, with all that is mutable, when it is first built by %s", async (_what, args) => {
    const { account, workspace } = bench;
    const site = workspace.createSite(webpackSite);
    const { ended, output } = await build(site, account, {}, args);
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
    expect(site.read(baselinePath)).toContain('"settled"');
  });

  it.each(changes)("is purged of $what", async ({ make, targets }) => {
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

  it("is purged where its public path says, also of files whose hash stands in the query", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(webpackSite);
    const output = { publicPath: "/app/", filename: "js/[name].js?v=[contenthash]" };
    await build(site, account, { configs: [{ output }] });
    const targets = [...mutableTargets, "/js/about.js", "/js/main.js", "/js/src_later_js.js"];
    expect(account.asked().targets).toEqual(targets.map((target) => `/app${target}`).toSorted());
  });

  const client = { name: "client" };
  const server = { name: "server", target: "node", entry: "./src/later.js", output: { path: "server" } };

  it("is purged once for a list of configs, of what is for browsers", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(webpackSite);
    const { ended, output } = await build(site, account, { configs: [server, client] });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
    expect(output).not.toContain("No other config");
  });

  it("is purged after the last of a list, with a baseline for each folder", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(webpackSite);
    const configs = ["one", "two"].map((name) => ({ output: { path: name, publicPath: `/${name}/` } }));
    await build(site, account, { configs });
    const targets = ["/one", "/two"].flatMap((base) => mutableTargets.map((target) => base + target));
    expect(account.asked()).toEqual({ requests: 2, targets: targets.toSorted() });
    expect(site.list(".global-edge-purge").filter((path) => path.endsWith(".json"))).toEqual([
      ".global-edge-purge/production.one.json",
      ".global-edge-purge/production.two.json",
    ]);
  });

  it("says that another config of the list may lack the plugin", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(webpackSite);
    const { ended, output } = await build(site, account, { configs: [client, { ...server, plugin: false }] });
    expect(ended, output).toBe(0);
    expect(output).toContain("No other config of this list has the Global Edge purge plugin");
    expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
  });

  it.each<[string, WebpackBuild, (readonly string[])?, NodeJS.ProcessEnv?]>([
    ["for a server", { configs: [{ target: "node" }] }],
    ["of a library", { configs: [{ output: { library: "Site" } }] }],
    ["into memory", {}, webpackProgram(), { TEST_MEMORY: "1" }],
    ["for development", {}, webpackCommand("--mode", "development")],
    ["without a mode", { configs: [{ mode: "none" }] }],
  ])("is left alone by a build %s", async (_what, said, args, env) => {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    site.write("public/robots.txt", "edited\n");
    const { ended, output } = await build(site, account, said, args, env);
    expect(ended, output).toBe(0);
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
  });

  it("is left alone in a watch", async () => {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    const watch = startNode(site, webpackCommand("--watch"), { ...account.env });
    await watch.says("compiled successfully");
    site.write("src/main.js", "document.body.append('edited');\n");
    await watch.says("compiled successfully", 2);
    watch.kill("SIGKILL");
    const { output } = await watch.result;
    expect(output).not.toContain("Global Edge");
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
  });
});

describe("a build of webpack that fails", () => {
  it.each([
    ["emit", 2],
    ["done:error", 1],
  ])("leaves everything as it was: in %s", async (failAt, code) => {
    await expectUntouched({ failAt }, code);
  });

  it("leaves everything as it was: a program that goes on, in every hook", async () => {
    const { account, workspace, built } = bench;
    const stages = [
      "run",
      "make",
      "emit",
      "afterEmit",
      "done",
      "make:error",
      "emit:error",
      "afterEmit:error",
      "done:error",
    ];
    const site = workspace.copySite(built);
    site.write("public/robots.txt", "edited\n");
    const { ended, output } = await build(site, account, {}, webpackProgram(...stages));
    expect(ended, output).toBe(0);
    expect(stages.filter((stage) => !output.includes(`${stage}: failed`))).toEqual([]);
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
  });

  it.each<[string, object]>([
    ["a module is missing", {}],
    ["a module is missing, and files are written all the same", { optimization: { emitOnErrors: true } }],
  ])("leaves everything as it was: %s", async (_what, config) => {
    await expectUntouched({ configs: [{ ...config, entry: "./src/missing.js" }] });
  });

  it.each([
    ["the first", 0],
    ["the last", 1],
  ])("leaves everything as it was: %s of a list", async (_what, index) => {
    const configs: object[] = [{}, { output: { path: "other" } }];
    configs[index] = { ...configs[index], entry: "./src/missing.js" };
    await expectUntouched({ configs });
  });

  it.each(["auto", ""])(
    "asks for base where it cannot know it, before anything is built: publicPath %o",
    async (publicPath) => {
      const output = await expectUntouched({ configs: [{ output: { publicPath } }] }, 2);
      expect(output).toMatch(/base: must be given, because output\.publicPath/u);
    },
  );

  it("names every mistake in the options, before anything is built", async () => {
    const output = await expectUntouched({ options: { edgeID: 1, dryrun: true } }, 2);
    expect(output).toMatch(/edgeID.*Did you mean "edgeId"\?\n.*dryrun.*Did you mean "dryRun"\?/u);
  });

  async function expectUntouched(said: WebpackBuild, code = 1): Promise<string> {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    site.write("public/robots.txt", "edited\n");
    const { ended, output } = await build(site, account, said);
    expect(ended, output).toBe(code);
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
    return output;
  }
});
