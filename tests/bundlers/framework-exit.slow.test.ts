import { expect, it } from "vitest";
import { useBench } from "../harness/bench.ts";
import { startNode } from "../harness/run-node.ts";
import { viteHost } from "../harness/vite-site.ts";

const bench = useBench(viteHost("vite"));

// What each framework calls, in its order, with something of another's that ends the process before ours is done.
const hosts = {
  SvelteKit: `
    import { globalEdgePurge } from "@global-edge-purge/unplugin/sveltekit";
    const adapter = { name: "another", adapt: () => process.exit(0) };
    await globalEdgePurge(adapter, { edgeId: 11197 }).adapt({ config: {}, log: console });
  `,
  Nuxt: `
    import globalEdgePurge from "@global-edge-purge/unplugin/nuxt";
    const hooks = {};
    const hook = (name, listener) => void (hooks[name] ??= []).push(listener);
    const options = { rootDir: process.cwd(), dev: false, app: { baseURL: "/" } };
    hook("close", () => process.exit(0));
    globalEdgePurge({ edgeId: 11197 }, { options, hook });
    const nitro = { options: { output: { publicDir: process.cwd() + "/dist" } }, logger: console, hooks: { hook } };
    const call = async (name, ...args) => { for (const listener of hooks[name] ?? []) await listener(...args); };
    await call("nitro:init", nitro);
    await call("compiled");
    await call("close");
  `,
  VitePress: `
    import globalEdgePurge from "@global-edge-purge/vite";
    import { resolveConfig } from "vite";
    const site = { outDir: process.cwd() + "/dist", site: { base: "/" }, logger: console, buildEnd: () => process.exit(0) };
    const carrying = { name: "vitepress", config: () => ({ vitepress: site }) };
    await resolveConfig({ configFile: false, plugins: [carrying, globalEdgePurge({ edgeId: 11197 })] }, "build", "production", "production");
    await site.buildEnd(site);
  `,
};

it.each(Object.entries(hosts))(
  "tells of a purge that did not happen, because something ended %s before",
  async (_name, code) => {
    const site = bench.workspace.createSite({ ...bench.host.site, "build.js": code });
    const { ended, output } = await startNode(site, ["build.js"], bench.account.env).result;
    expect(ended, output).toBe(1);
    expect(output).toContain("Global Edge purge did not happen (production): something ended the process");
  },
);
