import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { baselinePath, type Bench, useBench } from "../harness/bench.ts";
import { startNode } from "../harness/run-node.ts";
import { mutableTargets } from "../harness/site-files.ts";
import { viteCommand, viteHost, viteServerCommand, type ViteBuild } from "../harness/vite-site.ts";
import { describeServer } from "./dev-server.ts";
import { describeRecovery, describeRecoveryInDetail } from "./recovery.ts";
import { describeSite, describeSiteInDetail, type Scenarios } from "./site-scenarios.ts";

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

const outputs = ["dist", "dist/legacy", "other"].map((dir) => ({ dir, entryFileNames: "[name].js" }));

const built = { text: "page reload src/main.js", isSaidAtFirst: false };

/** What Vite is told in the scenarios of all bundlers. */
export const viteScenarios: Omit<Scenarios<ViteBuild>, "major"> = {
  leftAlone: {
    "a library": {
      config: { build: { lib: { entry: "src/later.js", formats: ["es"] }, rollupOptions: { input: [] } } },
    },
    "into memory": { config: { build: { write: false } } },
    "for a server": { config: { build: { ssr: "src/later.js" } } },
    "another environment": { config: { mode: "staging" } },
    "switched off": { options: { edgeId: 11197, enabled: false } },
  },
  lastHook: "closeBundle",
  failing: {
    ...Object.fromEntries(stages.map((failAt) => [failAt, { failAt }])),
    "the second of two outputs": {
      config: { build: { rollupOptions: { output: [{ dir: "dist" }, { dir: "dist/legacy", format: "iife" }] } } },
    },
  },
  twoOutputs: {
    said: { config: { build: { rollupOptions: { output: outputs } } } },
    baselines: ["production/dist", "production/other"],
  },
};

/** What must hold for every major of Vite. */
export function describeVite(name: Parameters<typeof viteHost>[0], major: number): void {
  const host = viteHost(name);
  const bench = useBench(host);

  const scenarios = { major, ...viteScenarios };
  describeSite(bench, scenarios);
  describeSiteInDetail(bench, scenarios);

  describe(`a site of ${name}, as only Vite builds it,`, () => {
    it("is purged where its base says", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      await bench.build(site, { config: { base: "/문서/" } });
      const base = `/${encodeURIComponent("문서")}/`;
      expect(account.asked().targets).toEqual(mutableTargets.map((target) => base + target.slice(1)).toSorted());
    });

    it("asks for base where it cannot know it, before anything is built", async () => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, { config: { base: "./" } });
      expect(ended, output).toBe(1);
      expect(output).toMatch(/base: must be given.*"\.\/"/u);
      expect(output).not.toContain("✓ built");
      bench.expectUntouched(site);
    });

    it("takes its keys and its edge from .env files, and keeps them out of what it builds", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { NCLOUD_ACCESS_KEY_ID: accessKey, NCLOUD_SECRET_ACCESS_KEY: secretKey } = account.env;
      site.write(
        ".env.production",
        `GLOBAL_EDGE_PURGE_EDGE_ID=11197\nNCLOUD_ACCESS_KEY_ID=${accessKey}\nNCLOUD_SECRET_ACCESS_KEY=${secretKey}\n`,
      );
      const { NCLOUD_ACCESS_KEY_ID: _access, NCLOUD_SECRET_ACCESS_KEY: _secret, ...others } = account.env;
      const env = { ...others, TEST_BUILD: '{"options":{}}' };
      execFileSync("git", ["init", "--quiet"], { cwd: site.directory });
      const { ended, output } = await startNode(site, host.command, env).result;
      expect(ended, output).toBe(0);
      expect(output).toContain(".env.production holds a key, and git does not ignore the file.");
      expect(account.asked().targets).toEqual(mutableTargets);
      const written = [...site.list("dist"), ...site.list(".global-edge-purge")]
        .map((path) => site.read(path))
        .join("\n");
      expect(written + output).not.toContain(secretKey);
      expect(written + output).not.toContain(accessKey);
    });

    it.each([
      ["for a server", "--ssr", "src/later.js"],
      ["for development", "--mode", "development"],
    ])("is left alone by a build %s, which says so once", async (_what, ...args) => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, {}, viteCommand(name, "build", ...args));
      expect(ended, output).toBe(0);
      expect(output.match(/Global Edge purge skipped/gu)).toHaveLength(1);
      bench.expectUntouched(site);
    });
  });

  describeCommonJsSite(bench);
  describeDevServer(bench);
  describeServer(bench, `a dev server of ${name}`, async () => ({ args: await viteServerCommand(name), built }));
  describeServer(bench, `a preview of ${name}`, async () => ({ args: await viteServerCommand(name, "preview") }));
  describeFrameworks(bench);
  if (major >= 6) describeEnvironments(bench);
  describeRecovery(bench);
  describeRecoveryInDetail(bench);
}

/** Where package.json does not say `"type": "module"`, Vite 5 loads a config by `require`. */
function describeCommonJsSite(bench: Bench): void {
  const { host } = bench;
  const config = host.site["vite.config.js"] ?? "";
  const required = config
    .replaceAll(/import (.+) from (".+");/gu, "const $1 = require($2);")
    .replace("export default", "module.exports =");
  const otherEntry = config.replace(
    'globalEdgePurge from "@global-edge-purge/vite"',
    '{ globalEdgePurge } from "@global-edge-purge/unplugin/vite"',
  );

  it.each([
    ["vite.config.js", "import", config],
    ["vite.config.js", "require", required],
    ["vite.config.js", "import of the other entry", otherEntry],
    ["vite.config.cjs", "require", required],
    ["vite.config.mjs", "import", config],
    ["vite.config.ts", "import", `// @ts-nocheck\n${config}`],
  ])("is purged where its package.json names no type, from %s by %s", async (file, _way, text) => {
    const { account, workspace } = bench;
    const { "vite.config.js": _, ...files } = host.site;
    const site = workspace.createSite({ ...files, "package.json": '{"name":"site","private":true}\n', [file]: text });
    const { ended, output } = await bench.build(site);
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
  });
}

/** A dev server that is told all that makes a build one for production. */
function describeDevServer(bench: Bench): void {
  const { host } = bench;
  describeServer(bench, `a dev server of ${host.package} that is told to purge`, async () => ({
    args: await viteServerCommand(host.package, "--mode", "production"),
    env: { NODE_ENV: "production", GLOBAL_EDGE_PURGE: "1" },
    said: { options: { ...host.options, enabled: true } },
    built,
  }));
}

/** What must hold since Vite 6. */
export function describeEnvironments(bench: Bench): void {
  const { host } = bench;
  const environments = {
    builder: {},
    environments: {
      client: { build: { outDir: "dist/client" } },
      ssr: { build: { outDir: "dist/server", rollupOptions: { input: "src/later.js" } } },
    },
  };

  describe(`a site of ${host.package} that is built for browsers and for a server`, () => {
    it("is purged once for all its environments, of what the client wrote", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, { config: environments });
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
      expect(site.list("dist/server")).not.toEqual([]);
      expect(site.read(baselinePath)).toContain('"dist/client"');
    });

    it("is left alone where the server fails after the client", async () => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, { failAt: "transform:ssr", config: environments });
      expect(ended, output).toBe(1);
      expect(site.list("dist/client")).not.toEqual([]);
      bench.expectUntouched(site);
    });

    it("gets the advice once with Astro, which sets build.ssr for all environments", async () => {
      const site = bench.editedSite();
      const [client, ssr] = ["client", "server"].map((name) => ({
        build: { outDir: `dist/${name}`, rollupOptions: { input: "src/later.js" } },
      }));
      const config = { builder: {}, build: { ssr: true }, environments: { client, ssr } };
      const { ended, output } = await bench.build(site, { plugins: ["astro:build"], config });
      expect(ended, output).toBe(0);
      expect(output.match(/Global Edge.*/gu)).toEqual([expect.stringContaining("Astro writes pages after this build")]);
      bench.expectUntouched(site);
    });

    it("asks for base with React Router where it is not the root, since its pages lie in a folder named like it", async () => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, {
        config: { ...environments, base: "/docs/" },
        plugins: ["react-router"],
      });
      expect(ended, output).toBe(1);
      expect(output).toContain(
        "base: must be given, because React Router puts pages into a folder named like Vite's base",
      );
      bench.expectUntouched(site);
    });

    it("is purged with React Router, whose pages are written by then", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const said = { config: environments, plugins: ["react-router", "react-router:virtual-modules"] };
      const { ended, output } = await bench.build(site, said);
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: [...mutableTargets, ...cleanTargets].toSorted() });
    });
  });
}

/** What visitors of most frameworks ask for, besides. */
const cleanTargets = ["/about", "/docs", "/docs/guide"];

function describeFrameworks(bench: Bench): void {
  const { host } = bench;

  it.each([
    ["astro:build", "Astro", "dist"],
    ["@astro/plugin-build", "Astro", "dist"],
    ["vitepress", "VitePress", ".vitepress/dist"],
    ["vite-plugin-sveltekit-setup", "SvelteKit", "build"],
    ["nuxt:environments", "Nuxt", ".output/public"],
  ])("is left to the command line with the plugin %s", async (plugin, framework, directory) => {
    const site = bench.editedSite();
    const { ended, output } = await bench.build(site, { plugins: [plugin] });
    expect(ended, output).toBe(0);
    expect(output.match(/Global Edge purge skipped/gu)).toHaveLength(1);
    expect(output).toContain(`${framework} writes pages after this build`);
    expect(output).toContain(`npx global-edge-purge run --dir ${directory} --aliases clean`);
    bench.expectUntouched(site);
  });

  it("is left alone, and asked for nothing, where Storybook builds another site from its config", async () => {
    const site = bench.editedSite();
    const plugins = ["storybook:code-generator-plugin", "vite-plugin-sveltekit-setup"];
    const { ended, output } = await bench.build(site, { plugins, config: { base: "./" } });
    expect(ended, output).toBe(0);
    expect(output).not.toContain("Global Edge");
    bench.expectUntouched(site);
  });

  it("gets the advice once, and no other word, where a framework builds for browsers and for its server", async () => {
    const site = bench.editedSite();
    const plugins = ["nuxt:environments"];
    const server = { plugins, config: { build: { ssr: "src/later.js" } } };
    const { output } = await bench.build(site, {}, host.program({ plugins }, server));
    expect(output).toContain("ends: built,built\n");
    expect(output.match(/Global Edge/gu)).toHaveLength(1);
    bench.expectUntouched(site);
  });

  it("gets the advice also where a framework lets Vite print warnings only, as VitePress does", async () => {
    const site = bench.editedSite();
    const { output } = await bench.build(site, { plugins: ["vitepress"], config: { logLevel: "warn" } });
    expect(output.match(/Global Edge/gu)).toHaveLength(1);
    bench.expectUntouched(site);
  });

  it("is left to the command line with React Router, where a program builds one environment", async () => {
    const site = bench.editedSite();
    const { output } = await bench.build(site, {}, host.program({ plugins: ["react-router"] }));
    expect(output).toContain("npx global-edge-purge run --dir build/client --aliases clean");
    bench.expectUntouched(site);
  });
}
