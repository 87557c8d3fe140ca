import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Account, openAccount } from "../harness/account.ts";
import { baselinePath } from "../harness/bench.ts";
import { installPackages } from "../harness/install-packages.ts";
import { startNode } from "../harness/run-node.ts";
import { viteCommand } from "../harness/vite-site.ts";
import { createWorkspace, openSite, type Site, type Workspace } from "../harness/workspace.ts";

let workspace: Workspace;
let account: Account;
let site: Site;

const plugins = [
  "@vitejs/plugin-legacy@8.2.3",
  "terser@5",
  "vite-plugin-pwa@2.0.0",
  "vite-plugin-compression2@2.5.3",
] as const;

beforeAll(async () => {
  workspace = createWorkspace({ vite: "vite" });
  account = await openAccount();
  site = openSite(dirname(installPackages(workspace, ...plugins)));
  site.write("package.json", '{"private":true,"type":"module"}\n');
  site.write("index.html", '<!doctype html><title>Home</title><script type="module" src="/main.js"></script>\n');
  site.write("main.js", 'document.body.append("home");\nimport("./later.js");\n');
  site.write("later.js", 'export const later = "later";\n');
  site.write("public/data.json", JSON.stringify("data".repeat(100)));
  site.write(
    "vite.config.js",
    `import globalEdgePurge from "@global-edge-purge/vite";
    import legacy from "@vitejs/plugin-legacy";
    import { compression } from "vite-plugin-compression2";
    import { VitePWA } from "vite-plugin-pwa";

    const { isFirst, closeBundleOrder, emptyOutDir } = JSON.parse(process.env.TEST_BUILD);
    const ours = globalEdgePurge({ edgeId: 11197 });
    const others = [
      legacy(),
      VitePWA({ ...(closeBundleOrder && { integration: { closeBundleOrder } }) }),
      compression({ threshold: 0 }),
    ];
    export default { plugins: isFirst ? [ours, ...others] : [...others, ours], build: { emptyOutDir } };`,
  );
});

afterAll(async () => {
  await account.emulator.close();
  workspace.remove();
});

/** The paths that the baseline knows. */
function knownPaths(): readonly string[] {
  const { edges } = JSON.parse(site.read(baselinePath) ?? "");
  return Object.keys(edges["11197"].paths).toSorted();
}

describe("a site of Vite with plugins for old browsers, a service worker and compressed files", () => {
  it.each([
    ["after ours", { isFirst: true }],
    ["before ours", { isFirst: false }],
    ["after ours, writing as late as they can", { isFirst: true, closeBundleOrder: "post" }],
    ["before ours, into a folder that is not emptied", { isFirst: false, emptyOutDir: false }],
  ])("is purged once, with every file that is there in the end: %s", async (_where, said) => {
    for (const path of [...site.list("dist"), ...site.list(".global-edge-purge")]) site.remove(path);
    const build = async () => {
      const env = { ...account.env, TEST_BUILD: JSON.stringify(said) };
      const { ended, output } = await startNode(site, viteCommand("vite", "build"), env).result;
      expect(ended, output).toBe(0);
      return account.asked();
    };
    const { requests, targets } = await build();
    expect(requests).toBe(1);
    expect(targets).toEqual(
      expect.arrayContaining(["/", "/index.html", "/data.json", "/manifest.webmanifest", "/sw.js"]),
    );
    const written = site.list("dist").map((path) => path.slice("dist/".length));
    expect(written).toEqual(expect.arrayContaining(["data.json.br", "data.json.gz"]));
    expect(written.filter((path) => /-legacy-.*\.js$/u.test(path))).not.toEqual([]);
    expect(knownPaths()).toEqual(written);

    expect(await build()).toEqual({ requests: 0, targets: [] });
  });
});
