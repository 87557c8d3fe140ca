import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { baselinePath, type Bench, sha256 } from "../harness/bench.ts";
import { installPackages } from "../harness/install-packages.ts";
import { mutableTargets } from "../harness/site-files.ts";
import type { DevServer, WebpackBuild } from "../harness/webpack-site.ts";
import { describeServer } from "./dev-server.ts";
import type { Scenarios } from "./site-scenarios.ts";

const hooks = ["run", "make", "emit", "afterEmit", "done"];
const hooksWithErrors = ["make", "emit", "afterEmit", "done"];
const missing = { entry: "./src/missing.js" };
const other = { output: { path: "other" } };
/** Scripts in a folder of their own, beside the pages. */
const inStatic = { configs: [{ output: { path: "dist/static", publicPath: "/static/" } }] };

/** What webpack and Rspack are told in the scenarios of all bundlers. */
export const compilerScenarios: Omit<Scenarios<WebpackBuild>, "major"> = {
  leftAlone: {
    "for a server": { configs: [{ target: "node" }] },
    "a library": { configs: [{ output: { library: "Site" } }] },
    "for development": { configs: [{ mode: "development" }] },
    "with mode none": { configs: [{ mode: "none" }] },
    "into memory": { memory: true },
    "switched off": { options: { edgeId: 11197, enabled: false } },
    "of Next.js": { configs: [{ output: { path: ".next/server" } }] },
    "of Docusaurus": { configs: [{ resolve: { alias: { "@docusaurus/Link": "./src/later.js" } } }] },
  },
  lastHook: "done",
  failing: {
    ...Object.fromEntries(hooks.map((failAt) => [failAt, { failAt }])),
    ...Object.fromEntries(hooksWithErrors.map((hook) => [`an error in ${hook}`, { failAt: `${hook}:error` }])),
    "a missing module": { configs: [missing] },
    "a missing module, and files are written": { configs: [{ ...missing, optimization: { emitOnErrors: true } }] },
    "a missing module of a child compiler": { child: "./src/missing.js" },
    "the first of two configs": { configs: [missing, other] },
    "the second of two configs": { configs: [{}, { ...other, ...missing }] },
    "pages outside the output directory": { ...inStatic, pagesAt: "../" },
    "no public path": { configs: [{ output: { publicPath: "" } }] },
  },
  twoOutputs: {
    said: { configs: ["one", "two"].map((name) => ({ output: { path: name, publicPath: `/${name}/` } })) },
    baselines: ["production/one", "production/two"],
  },
};

/** What of webpack and Rspack only differs by name. */
export interface CompilerNames {
  readonly devServer: DevServer;
  /** The config of a cache that outlives the process. */
  readonly cache: object;
  /** What each of them says when it has built something without errors. */
  readonly compiled: string;
}

/** What only webpack and Rspack do. */
export function describeCompilers(bench: Bench, { devServer, cache, compiled }: CompilerNames): void {
  const { host } = bench;
  const client = { name: "client" };
  const server = { name: "server", target: "node", entry: "./src/later.js", output: { path: "server" } };

  describe(`a site of ${host.package}, as only compilers build it,`, () => {
    it("is purged where its public path says, also of files whose hash stands in the query", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const output = { publicPath: "/app/", filename: "js/[name].js?v=[contenthash]" };
      await bench.build(site, { configs: [{ output }] });
      const targets = [...mutableTargets, "/js/about.js", "/js/main.js", "/js/src_later_js.js"];
      expect(account.asked().targets).toEqual(targets.map((target) => `/app${target}`).toSorted());
    });

    it("is purged where its public path says, also if that holds the hash of the build", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      await bench.build(site, { configs: [{ output: { publicPath: "/[fullhash]/" } }] });
      const { targets } = account.asked();
      const [base = ""] = /^\/[0-9a-f]{16,20}(?=\/)/u.exec(targets[0] ?? "") ?? [];
      expect(base).not.toBe("");
      expect(targets).toEqual(mutableTargets.map((target) => base + target));
    });

    it("is purged where a function says its public path, and where its URL does, if the pages are said", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      await bench.build(site, { configs: [{ output: { publicPath: "function:/fn/" } }] });
      expect(account.asked().targets).toEqual(mutableTargets.map((target) => `/fn${target}`));
      const atUrl = { configs: [{ output: { publicPath: "https://cdn.example.com/x/" } }] };
      const unsaid = await bench.build(site, atUrl);
      expect(unsaid.ended, unsaid.output).toBe(host.refusalCode);
      expect(unsaid.output).toContain("base: the bundler's base is a URL, and pages such as");
      const base = { assets: "/x/", pages: false };
      const said = await bench.build(site, { ...atUrl, options: { ...host.options, base } });
      expect(said.ended, said.output).toBe(0);
      const { targets } = account.asked();
      expect(targets).toContain("/x/robots.txt");
      expect(targets).not.toContain("/x/index.html");
    });

    it("is purged once for a list of configs, of what is for browsers", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, { configs: [server, client] });
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
      expect(output).not.toContain("other configs");
    });

    it("says that another config of the list may lack the plugin", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, { configs: [client, { ...server, plugin: false }] });
      expect(ended, output).toBe(0);
      expect(output).toContain("If this list has other configs, none of them has the Global Edge purge plugin");
      expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
    });

    it("names the folder that holds pages outside the output directory, too, and is purged over that", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const outside = { ...inStatic, pagesAt: "../" };
      const report = { json: "report.json" };
      site.write(report.json, '{ "tool": "global-edge-purge/1.2.3", "verdict": "purged" }');
      const { ended, output } = await bench.build(site, { ...outside, options: { ...host.options, report } });
      expect(ended, output).toBe(host.refusalCode);
      expect(site.read(report.json)).toBeUndefined();
      expect(output).toMatch(/outputDirectory: must hold all .* the build wrote dist\/.* outside dist\/static/u);
      expect(output).toContain('set outputDirectory: "dist" together with base: "/"');
      expect(account.asked().requests).toBe(0);
      expect(site.list(".global-edge-purge")).toEqual([]);

      const targets = mutableTargets.map((target) => target.replace(/^\/(?=img|late)/u, "/static/")).toSorted();
      const options = { ...host.options, outputDirectory: "dist", base: "/" };
      const good = await bench.build(site, { ...outside, options });
      expect(good.ended, good.output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets });
    });

    it("takes the base for the folder that the bundler writes, where outputDirectory is around that", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const options = { ...host.options, outputDirectory: "dist" };
      const targets = mutableTargets.map((target) => target.replace(/^\/(?=img|late)/u, "/static/")).toSorted();
      const { ended, output } = await bench.build(site, { ...inStatic, pagesAt: "../", options });
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets });
      const elsewhere = {
        configs: [{ output: { path: "dist/static", publicPath: "/cdn/" } }],
        pagesAt: "../",
        options,
      };
      const refused = await bench.build(site, elsewhere);
      expect(refused.ended, refused.output).toBe(host.refusalCode);
      expect(refused.output).toContain(
        'base: must be given, because "/cdn/" tells where static in the output directory',
      );
      expect(account.asked().requests).toBe(0);
    });

    it.each([
      [
        "pages in the project itself",
        { configs: [{}], pagesAt: "../pages/../" },
        "into one folder that holds nothing else",
      ],
      [
        "a script",
        { configs: [{ output: { path: "dist/static", publicPath: "/static/", filename: "../js/[name].js" } }] },
        'set outputDirectory: "dist" together with base: "/"',
      ],
      [
        "an image",
        {
          configs: [
            { output: { path: "dist/a/b", publicPath: "/a/b/", assetModuleFilename: "../../img/[name][ext]" } },
          ],
        },
        'set outputDirectory: "dist" together with base: "/"',
      ],
    ])("says what to do where it is %s that lies outside", async (_what, said, advice) => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, said);
      expect(ended, output).toBe(host.refusalCode);
      expect(output).toContain(advice);
      expect(account.asked().requests).toBe(0);
    });

    it("is purged where what lies outside is not requested: source maps, and what exclude names", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const output = { sourceMapFilename: "../maps/[file].map" };
      const maps = await bench.build(site, { configs: [{ devtool: "source-map", output }] });
      expect(maps.ended, maps.output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
      const options = { ...host.options, exclude: ["../{*,about/*,docs/*}"] };
      const named = await bench.build(site, {
        ...inStatic,
        pagesAt: "../",
        options: { ...options, baseline: "b.json" },
      });
      expect(named.ended, named.output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: ["/static/img/logo.svg", "/static/late.txt"] });
    });

    it("is purged where a name is absolute, which compilers take for one in the output directory", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, { pagesAt: "/pages/" });
      expect(ended, output).toBe(0);
      expect(account.asked().targets).toContain("/pages/docs/guide.html");
    });

    it("is purged after the last pass, where another plugin asks for more than one", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, { passes: [true, true, true] });
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: [...mutableTargets, "/pass.txt"].toSorted() });
      expect(site.read(baselinePath)).toContain(sha256("pass 3"));
    });

    it("is purged where the last pass mends what the first one reports, and not where it fails", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const emitOnErrors = { configs: [{ optimization: { emitOnErrors: true } }] };
      const broken = await bench.build(site, { ...emitOnErrors, passes: [true, false] });
      expect(broken.ended, broken.output).toBe(1);
      expect(account.asked().requests).toBe(0);
      const mended = await bench.build(site, { ...emitOnErrors, passes: [false, true] });
      expect(mended.ended, mended.output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: [...mutableTargets, "/pass.txt"].toSorted() });
      expect(site.read(baselinePath)).toContain(sha256("pass 2"));
    });

    it("is purged once for a list of configs, when the last pass of all of them is over", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, { configs: [server, client], passes: [true, true] });
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: [...mutableTargets, "/pass.txt"].toSorted() });
      expect(site.read(baselinePath)).toContain(sha256("pass 2"));
    });

    it("is purged without a mode, which counts as production", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const noMode = { configs: [{ mode: null }] };
      const { output } = await bench.build(site, {}, host.program(noMode));
      expect(output).toContain("ends: built\n");
      expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
      expect(output).toContain("Global Edge purge: production, edge 11197");
      site.write("public/robots.txt", "edited\n");
      const { ended, output: said } = await bench.build(site, noMode);
      expect(ended, said).toBe(0);
      expect(account.asked().targets).toContain("/robots.txt");
    });

    it("is purged once of what a child compiler wrote, too", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, { child: "./src/later.js" });
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: [...mutableTargets, "/js/child.js"].toSorted() });
      expect(site.read(baselinePath)).toContain('"js/child.js"');
    });

    it("is purged of what changed, and of nothing else, by builds from a cache", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      // Tells which builds compiled the entry, rather than take it from the cache.
      site.write(
        "log-loader.cjs",
        'module.exports = (source) => (require("node:fs").appendFileSync("compiled.txt", "main "), source);\n',
      );
      const entry = { main: "./log-loader.cjs!./src/main.js", about: "./src/about.js" };
      const build = () => bench.build(site, { configs: [{ cache, entry }] });
      const first = await build();
      expect(first.ended, first.output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
      const files = site.list("dist");
      const baseline = site.read(baselinePath);

      for (const removesOutput of [false, true]) {
        if (removesOutput) rmSync(join(site.directory, "dist"), { recursive: true });
        const { ended, output } = await build();
        expect(ended, output).toBe(0);
        expect(account.asked().requests).toBe(0);
        expect(site.list("dist")).toEqual(files);
        expect(site.read(baselinePath)).toBe(baseline);
      }

      site.write("public/robots.txt", "edited\n");
      const { ended, output } = await build();
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
      expect(site.read("compiled.txt")).toBe("main ");
    });

    it("gets the advice once, and no other word, from the three builds of Next.js", async () => {
      const site = bench.editedSite();
      const library = { name: "_N_E", type: "assign" };
      const builds = [
        { target: "node", output: { path: ".next/server/chunks" } },
        { output: { path: ".next/server", library } },
        { output: { path: ".next", library } },
      ];
      const { output } = await bench.build(site, {}, host.program(...builds.map((config) => ({ configs: [config] }))));
      expect(output).toContain("ends: built,built,built\n");
      expect(output.match(/Global Edge.*/gu)).toEqual([
        expect.stringContaining("Next.js writes pages after this build"),
      ]);
      bench.expectUntouched(site);
    });

    it.each([
      ["Next.js", { output: { path: ".next" } }, "out"],
      ["Docusaurus", { resolve: { alias: { "@docusaurus/Link": "./src/later.js" } } }, "build"],
    ])("is left to the command line with %s", async (framework, config, directory) => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, { configs: [config] });
      expect(ended, output).toBe(0);
      expect(output).toContain(`${framework} writes pages after this build`);
      expect(output).toContain(`npx global-edge-purge run --dir ${directory} --aliases clean`);
      bench.expectUntouched(site);
    });

    it.each([
      ["emit", 2],
      ["done:error", 1],
    ])("is left alone by a build that fails in %s, with the exit code of the bundler", async (failAt, code) => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, { failAt });
      expect(ended, output).toBe(code);
      bench.expectUntouched(site);
    });

    it("asks for base where it cannot know it", async () => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, { configs: [{ output: { publicPath: "auto" } }] });
      expect(ended, output).toBe(host.refusalCode);
      expect(output).toMatch(/base: must be given, because output\.publicPath "auto"/u);
      bench.expectUntouched(site);
    });

    describeServer(bench, "a dev server", () => ({
      ...devServer.start(installPackages(bench.workspace, ...devServer.packages)),
      built: { text: compiled, isSaidAtFirst: true },
    }));
  });
}
