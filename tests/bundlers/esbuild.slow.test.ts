import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { baselinePath, useBench } from "../harness/bench.ts";
import { type EsbuildContext, esbuildHost } from "../harness/esbuild-site.ts";
import { explicitOptions } from "../harness/host.ts";
import { startNode } from "../harness/run-node.ts";
import { mutableTargets } from "../harness/site-files.ts";
import type { Site } from "../harness/workspace.ts";
import { describeServer, visit } from "./dev-server.ts";
import { describeRecovery, describeRecoveryInDetail } from "./recovery.ts";
import { describeAlone, esbuildScenarios as scenarios } from "./esbuild-scenarios.ts";
import { describeSite, describeSiteInDetail } from "./site-scenarios.ts";

const bench = useBench(esbuildHost);
const { base: _, ...withoutBase } = explicitOptions;

/** A folder that is served below its name, with a baseline of its own. */
const folder = (name: string) => ({
  folder: name,
  options: { ...explicitOptions, base: `/${name}/`, baseline: `${name}.json` },
});

const start = (site: Site, said: EsbuildContext) =>
  startNode(site, ["stay.js"], { ...bench.account.env, TEST_BUILD: JSON.stringify(said) });

describeSite(bench, scenarios);
describeSiteInDetail(bench, scenarios);
describeAlone(bench);

describe("a site of esbuild", () => {
  it("is purged of what is mutable where it is written outside the project", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(esbuildHost.site);
    const outdir = `../${basename(site.directory)}-built`;
    const { ended, output } = await bench.build(site, { isAlone: true, config: { outdir } });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: ["/img/logo.svg"] });
  });

  it("is not taken for the project, where a build writes into that", async () => {
    const site = bench.editedSite();
    const config = { outdir: "", outfile: "bundle.js", entryPoints: ["src/later.js"], splitting: false };
    const { ended, output } = await bench.build(site, { isAlone: true, config });
    expect(ended, output).toBe(1);
    expect(output).toContain("outputDirectory: must be given, because the build writes into");
    bench.expectUntouched(site);
  });

  it("is purged where its public path says", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(esbuildHost.site);
    const said = { config: { publicPath: "/app/" }, options: withoutBase };
    const { ended, output } = await bench.build(site, said);
    expect(ended, output).toBe(0);
    expect(account.asked().targets).toEqual(mutableTargets.map((target) => `/app${target}`));
  });

  it("is purged once by a context, and left alone when that builds again", async () => {
    const { account } = bench;
    const site = bench.editedSite();
    const { ended, output } = await bench.build(site, { rebuilt: "edited again\n" });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
  });

  it("is purged folder by folder where a program builds several, with a baseline for each", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(esbuildHost.site);
    const { ended, output } = await bench.build(site, { folders: [folder("one"), folder("two")] });
    expect(ended, output).toBe(0);
    const targets = ["/one", "/two"].flatMap((base) => mutableTargets.map((target) => base + target));
    expect(account.asked()).toEqual({ requests: 2, targets: targets.toSorted() });
    expect(site.read("one.json")).toContain('"settled"');
    expect(site.read("two.json")).toContain('"settled"');
  });

  it("is purged of the first folder where the second fails, which nobody sees from there", async () => {
    const { account } = bench;
    const site = bench.editedSite();
    const broken = { ...folder("two"), config: { entryPoints: ["src/missing.js"] } };
    const { ended, output } = await bench.build(site, { folders: [{ folder: "dist" }, broken] });
    expect(ended, output).toBe(1);
    expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
    expect(site.read("two.json")).toBeUndefined();
  });

  it("refuses a second folder for the baseline of the first", async () => {
    const { account } = bench;
    const site = bench.editedSite();
    const { ended, output } = await bench.build(site, { folders: [{ folder: "dist" }, { folder: "two" }] });
    expect(ended, output).toBe(1);
    expect(output).toMatch(/The baseline .* belongs to the output directory/u);
    expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
  });
});

describe("a context of esbuild that stays", () => {
  const { enabled: _enabled, ...notSaid } = explicitOptions;
  const built = { text: "[watch] build finished", isSaidAtFirst: true };

  describe.each([
    ["is not said to be enabled", notSaid, "with this bundler it needs enabled: true or GLOBAL_EDGE_PURGE=1."],
    ["is switched off", { ...explicitOptions, enabled: false }, "enabled: false turns it off."],
  ])("and %s", (_what, options, reason) => {
    // Once: a first build might be one for production, for all that can be known.
    const notes = [`Global Edge purge skipped (production): ${reason}`];
    describeServer(bench, "watch() and serve()", () => ({
      args: ["stay.js"],
      said: { options, calls: ["watch", "serve"] },
      built,
      notes,
    }));
    describeServer(bench, "serve() alone", () => ({ args: ["stay.js"], said: { options, calls: ["serve"] }, notes }));
  });

  // Neither the plugin's setup nor its callbacks are told what the context is for.
  it("and is enabled purges with its first build in a watch, and with none that follows", async () => {
    const { account } = bench;
    const site = bench.editedSite();
    const watch = start(site, { calls: ["watch"] });
    await watch.says(built.text);
    expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
    const baseline = site.read(baselinePath);
    site.write("src/main.js", "document.body.append('edited');\n");
    await watch.says(built.text, 2);
    watch.kill("SIGTERM");
    const { output } = await watch.result;
    expect(output.match(/Global Edge/gu)).toHaveLength(1);
    expect(account.asked().requests).toBe(0);
    expect(site.read(baselinePath)).toBe(baseline);
  });

  it("and is enabled purges when it first serves a request, which waits for it", async () => {
    const { account } = bench;
    const site = bench.editedSite();
    const server = start(site, { calls: ["serve"] });
    const address = await server.address();
    expect(account.asked().requests).toBe(0);
    expect(await visit(address)).toContain("later");
    expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
    server.kill("SIGTERM");
    await server.result;
  });
});

describeRecovery(bench);
describeRecoveryInDetail(bench);
