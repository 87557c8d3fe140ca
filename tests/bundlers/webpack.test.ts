import { describe, expect, it } from "vitest";
import type { Account } from "../harness/account.ts";
import { baselinePath, useBench } from "../harness/bench.ts";
import { describeRecovery } from "./recovery.ts";
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
  it("is purged once, with all that is mutable, when it is first built", () => {
    const { built, first } = bench;
    expect(first.ended, first.output).toBe(0);
    expect(first.asked).toEqual({ requests: 1, targets: mutableTargets });
    expect(built.read(baselinePath)).toContain('"settled"');
  });

  it("is purged once, with all that is mutable, when a program builds it first", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(webpackSite);
    const { ended, output } = await build(site, account, {}, webpackProgram());
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

  it("is purged where its public path says, also of files whose hash stands in the query", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(webpackSite);
    const output = { publicPath: "/app/", filename: "js/[name].js?v=[contenthash]" };
    await build(site, account, { configs: [{ output }] });
    const targets = [...mutableTargets, "/js/about.js", "/js/main.js", "/js/src_later_js.js"];
    expect(account.asked().targets).toEqual(targets.map((target) => `/app${target}`).toSorted());
  });

  it("is purged where its public path says, also if that holds the hash of the build", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(webpackSite);
    await build(site, account, { configs: [{ output: { publicPath: "/[fullhash]/" } }] });
    const { targets } = account.asked();
    const [base = ""] = /^\/[0-9a-f]{20}/u.exec(targets[0] ?? "") ?? [];
    expect(base).not.toBe("");
    expect(targets).toEqual(mutableTargets.map((target) => base + target));
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

  it("is left alone by builds for a server, of a library, for development and without a mode", async () => {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    site.write("public/robots.txt", "edited\n");
    const said: WebpackBuild[] = [
      { configs: [{ target: "node" }] },
      { configs: [{ output: { library: "Site" } }] },
      { configs: [{ mode: "development" }] },
      { configs: [{ mode: "none" }] },
    ];
    const { output } = await build(site, account, {}, webpackProgram(...said));
    expect(output).toContain("ends: built,built,built,built\n");
    expect(output.match(/Global Edge purge skipped/gu)).toHaveLength(said.length);
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
  });

  it("is left alone by a build into memory", async () => {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    site.write("public/robots.txt", "edited\n");
    const { ended, output } = await build(site, account, {}, webpackProgram(), { TEST_MEMORY: "1" });
    expect(ended, output).toBe(0);
    expect(output).not.toContain("Global Edge");
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
    const output = await expectUntouched({ failAt }, code);
    expect(output).not.toMatch(/Purged|purge failed/u);
  });

  const missing = { entry: "./src/missing.js" };
  const other = { output: { path: "other" } };

  it.each<[string, readonly WebpackBuild[]]>([
    [
      "in every hook",
      ["run", "make", "emit", "afterEmit", "done", "make:error", "emit:error", "afterEmit:error", "done:error"].map(
        (failAt) => ({ failAt }),
      ),
    ],
    [
      "with a module that is missing (in one config of two, too, and where files are written all the same), or without a public path",
      [
        { configs: [missing] },
        { configs: [{ ...missing, optimization: { emitOnErrors: true } }] },
        { configs: [missing, other] },
        { configs: [{}, { ...other, ...missing }] },
        { configs: [{ output: { publicPath: "" } }] },
      ],
    ],
  ])("leaves everything as it was: programs that go on, %s", async (_what, said) => {
    const { account, workspace, built } = bench;
    const site = workspace.copySite(built);
    site.write("public/robots.txt", "edited\n");
    const { output } = await build(site, account, {}, webpackProgram(...said));
    expect(output).toContain(`ends: ${said.map(() => "failed").join()}\n`);
    expect(account.asked().requests).toBe(0);
    expectSameBaseline(site);
  });

  it("asks for base where it cannot know it", async () => {
    const output = await expectUntouched({ configs: [{ output: { publicPath: "auto" } }] }, 2);
    expect(output).toMatch(/base: must be given, because output\.publicPath "auto"/u);
  });

  it("names every mistake in the options", async () => {
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

describeRecovery(bench, commandLine);
