import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Account, openAccount } from "../harness/account.ts";
import { moduleWatcher, namesOfLoaded } from "../harness/loaded-modules.ts";
import { startNode } from "../harness/run-node.ts";
import { viteHost } from "../harness/vite-site.ts";
import { createWorkspace, type Site, type Workspace } from "../harness/workspace.ts";

let workspace: Workspace;
let account: Account;

beforeAll(async () => {
  workspace = createWorkspace({ vite: "vite" });
  account = await openAccount();
});

afterAll(async () => {
  await account.emulator.close();
  workspace.remove();
});

/** Runs a program in a site and returns the modules that it loaded: of core, and of the libraries that only core uses. */
async function loadedBy(
  program: string,
  site: Site = workspace.createSite(viteHost("vite").site),
): Promise<readonly string[]> {
  site.write("watch-modules.js", moduleWatcher);
  site.write("program.js", program);
  site.write("loaded.txt", "");
  const { ended, output } = await startNode(site, ["--import", "./watch-modules.js", "program.js"], { ...account.env })
    .result;
  expect(ended, output).toBe(0);
  const loaded = site.read("loaded.txt") ?? "";
  expect(loaded).toContain("/program.js\n");
  return namesOfLoaded(loaded, ["zod", "undici"]);
}

const build = 'import { build } from "vite";\nawait build({ logLevel: "silent" });\n';

describe("what is loaded", () => {
  it.each([
    ["Vite", "vite", "plugin({ edgeId: 'wrong' });"],
    ["webpack", "webpack", "new plugin({ edgeId: 'wrong' });"],
  ])("is nothing of core by importing the plugin for %s and making one", async (_bundler, name, use) => {
    expect(await loadedBy(`import plugin from "@global-edge-purge/${name}";\n${use}\n`)).toEqual([
      "options/default-exclude.js",
    ]);
  });

  it("is nothing of core by importing all entries of the plugin and making one of each", async () => {
    const names = ["vite", "rollup", "rolldown", "webpack", "rspack", "rsbuild", "esbuild"];
    const frameworks = ["astro", "next", "nuxt", "react-router", "sveltekit", "vuepress"];
    const uses = names.map(
      (name) =>
        `import { globalEdgePurge as ${name} } from "@global-edge-purge/unplugin/${name}";\n${name}({ edgeId: 'wrong' });`,
    );
    const imports = frameworks.map((name) => `import "@global-edge-purge/unplugin/${name}";`);
    expect(await loadedBy([...imports, ...uses].join("\n"))).toEqual([]);
  });

  it("is nothing of core under a dev server, a preview, or a test runner that reads the config", async () => {
    const program = `
      import { createServer, preview, resolveConfig } from "vite";
      await resolveConfig({}, "serve", "test", "test");
      const server = await createServer({ server: { middlewareMode: true, ws: false }, logLevel: "silent" });
      await server.transformRequest("/src/main.js");
      await server.close();
      const site = await preview({ preview: { port: 0 }, logLevel: "silent" });
      await site.close();
    `;
    expect(await loadedBy(program)).toEqual(["options/default-exclude.js"]);
    expect(account.asked().requests).toBe(0);
  });

  it("is zod where a build starts, and not undici where it fails", async () => {
    const site = workspace.createSite(viteHost("vite").site);
    site.write("src/main.js", 'import "./missing.js";\n');
    const loaded = await loadedBy('import { build } from "vite";\nawait build().catch(() => {});\n', site);
    expect(loaded).toContain("zod");
    expect(loaded).not.toContain("undici");
  });

  it("is undici where something is sent, and not where nothing is", async () => {
    const site = workspace.createSite(viteHost("vite").site);
    expect(await loadedBy(build, site)).toEqual(expect.arrayContaining(["zod", "run/purge-build.js", "undici"]));
    expect(account.asked().requests).toBe(1);
    const again = await loadedBy(build, site);
    expect(again).not.toContain("client/client.js");
    expect(again).toEqual(expect.arrayContaining(["zod", "run/purge-build.js"]));
    expect(again).not.toContain("undici");
    // Nor what only doctor and explain need, nor words that nobody reads.
    expect(again.filter((file) => /^(?:client|inspect)\.js$|^inspect\/|^report\/korean\//u.test(file))).toEqual([]);
    expect(account.asked().requests).toBe(0);
  });
});
