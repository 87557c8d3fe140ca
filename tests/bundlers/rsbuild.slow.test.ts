import { describe, expect, it } from "vitest";
import { baselinePath, sha256, useBench } from "../harness/bench.ts";
import { rsbuildHost, rsbuildServerCommand } from "../harness/rsbuild-site.ts";
import { mutableTargets } from "../harness/site-files.ts";
import { describeServer } from "./dev-server.ts";
import { describeRecovery, describeRecoveryInDetail } from "./recovery.ts";
import { inStatic, rsbuildScenarios as scenarios, server } from "./rsbuild-scenarios.ts";
import { describeSite, describeSiteInDetail } from "./site-scenarios.ts";

const bench = useBench(rsbuildHost);
const built = { text: "built in", isSaidAtFirst: true };
const bothEnvironments = { environments: { server, web: {} } };

describeSite(bench, scenarios);
describeSiteInDetail(bench, scenarios);

describe("a site of Rsbuild", () => {
  it("is purged once for all its environments, of what is for browsers", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(rsbuildHost.site);
    const { ended, output } = await bench.build(site, { config: bothEnvironments });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
    expect(site.list("server")).not.toEqual([]);
    expect(site.read(baselinePath)).toContain('"dist"');
  });

  it("names the folder that holds pages outside the output directory, too, and is purged over that", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(rsbuildHost.site);
    const said = { pagesAt: "../", config: inStatic };
    const { ended, output } = await bench.build(site, said);
    expect(ended, output).toBe(1);
    expect(output).toContain('set outputDirectory: "dist" together with base: "/"');
    expect(account.asked().requests).toBe(0);
    const good = await bench.build(site, { ...said, options: { edgeId: 11197, outputDirectory: "dist", base: "/" } });
    expect(good.ended, good.output).toBe(0);
    const { requests, targets } = account.asked();
    expect(requests).toBe(1);
    expect(targets).toEqual(expect.arrayContaining(["/", "/index.html", "/about/", "/static/robots.txt"]));
  });

  it.each([
    ["its only compiler", {}],
    ["one of two compilers", { environments: { web: {}, server } }],
  ])("is purged once after the last pass, where another plugin asks %s for more than one", async (_what, config) => {
    const { account, workspace } = bench;
    const site = workspace.createSite(rsbuildHost.site);
    const { ended, output } = await bench.build(site, { config, passes: [true, true] });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: [...mutableTargets, "/pass.txt"].toSorted() });
    expect(site.read(baselinePath)).toContain(sha256("pass 2"));
  });

  describe("with the plugin in some of its environments", () => {
    const admin = {
      output: { distPath: { root: "admin" }, assetPrefix: "/admin/" },
      source: { entry: { main: "./src/later.js" } },
    };
    const web = { edgeId: 11197, baseline: "web.json" };
    const adminOptions = { edgeId: 11198, baseline: "admin.json", dryRun: true };

    it("is purged of those, and left alone where another one fails", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(rsbuildHost.site);
      const { ended, output } = await bench.build(site, { scoped: { web }, config: { environments: { admin } } });
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
      const missing = { ...admin, source: { entry: { main: "./src/missing.js" } } };
      site.write("public/robots.txt", "edited\n");
      const failed = await bench.build(site, { scoped: { web }, config: { environments: { admin: missing } } });
      expect(failed.ended, failed.output).toBe(1);
      expect(account.asked().requests).toBe(0);
    });

    it("is purged whatever its compilers are called", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(rsbuildHost.site);
      const config = { tools: { rspack: { name: "client" } } };
      const { ended, output } = await bench.build(site, { scoped: { web }, config });
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
    });

    it("is purged by each of what is its own", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(rsbuildHost.site);
      const said = { scoped: { web, admin: adminOptions }, config: { environments: { admin } } };
      const { ended, output } = await bench.build(site, said);
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
      expect(output.match(/Global Edge purge: production, edge \d+/gu)?.toSorted()).toEqual([
        "Global Edge purge: production, edge 11197",
        "Global Edge purge: production, edge 11198",
      ]);
    });
  });

  describeServer(bench, "a dev server", async () => ({ args: await rsbuildServerCommand("dev"), built }));
  describeServer(bench, "a dev server that is told to purge", async () => ({
    args: await rsbuildServerCommand("dev", "--mode", "production"),
    env: { NODE_ENV: "production", GLOBAL_EDGE_PURGE: "1" },
    said: { options: { ...rsbuildHost.options, enabled: true } },
    built,
  }));
  describeServer(bench, "a preview", async () => ({ args: await rsbuildServerCommand("preview") }));
});

describeRecovery(bench);
describeRecoveryInDetail(bench);
