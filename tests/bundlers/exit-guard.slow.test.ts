import { expect, it } from "vitest";
import { useBench } from "../harness/bench.ts";
import { rollupHost } from "../harness/rollup-site.ts";
import { startNode } from "../harness/run-node.ts";
import { viteHost } from "../harness/vite-site.ts";

const benchOfVite5 = useBench(viteHost("vite5"));
const benchOfRollup = useBench(rollupHost("rollup"));

it.each([
  [
    "a hook never ends (Vite 5)",
    benchOfVite5,
    `
      import { build } from "vite";
      import globalEdgePurge from "@global-edge-purge/vite";
      const never = { name: "never", closeBundle: () => new Promise(() => {}) };
      void build({ configFile: false, logLevel: "silent", plugins: [globalEdgePurge({ edgeId: 11197 }), never] });
    `,
  ],
  [
    "nobody closes the bundle (Rollup)",
    benchOfRollup,
    `
      import { globalEdgePurge } from "@global-edge-purge/unplugin/rollup";
      import { rollup } from "rollup";
      const ours = globalEdgePurge({ edgeId: 11197, enabled: true, base: "/" });
      const bundle = await rollup({ input: "entry.js", plugins: [ours] });
      await bundle.write({ dir: "dist" });
    `,
  ],
])(
  "tells of a program that comes to its end before the build does, because %s",
  async (_why, { host, ...its }, code) => {
    const site = its.workspace.createSite({ ...host.site, "build.js": code, "entry.js": "document.title = 1;" });
    const { ended, output } = await startNode(site, ["build.js"], its.account.env).result;
    expect(ended, output).toBe(1);
    expect(output).toContain("the program came to its end before the build did");
  },
);
