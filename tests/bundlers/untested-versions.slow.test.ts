import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Account, openAccount } from "../harness/account.ts";
import { installPackages } from "../harness/install-packages.ts";
import { startNode } from "../harness/run-node.ts";
import { createWorkspace, openSite, type Site, type Workspace } from "../harness/workspace.ts";

let workspace: Workspace;
let account: Account;
let site: Site;

const packages = ["@rspack/core@1.7.12", "@rsbuild/core@1.7.6", "rollup@3.30.0", "webpack@4.47.0"];

beforeAll(async () => {
  workspace = createWorkspace();
  account = await openAccount();
  site = openSite(dirname(installPackages(workspace, ...packages)));
  site.write("main.js", 'document.body.append("home");\n');
});

afterAll(async () => {
  await account.emulator.close();
  workspace.remove();
});

const options = '{ edgeId: 11197, enabled: true, base: "/", baseline: name + ".json" }';
const compile = `
  const compiler = bundler({
    mode: "production",
    context: process.cwd(),
    entry: "./main.js",
    output: { path: process.cwd() + "/" + name, publicPath: "/", hashFunction: "sha256" },
    plugins: [globalEdgePurge(${options})],
  });
  await new Promise((resolve, reject) => {
    compiler.run((error, stats) => (error || stats.hasErrors() ? reject(error ?? new Error(stats.toString())) : resolve()));
  });
`;

describe("a bundler that nobody has tried", () => {
  it.each([
    ["Rspack 1.7.12", "Rspack 2", "rspack", `import { rspack as bundler } from "@rspack/core";`, compile, ["/main.js"]],
    ["webpack before 5", "webpack 5", "webpack", `import bundler from "webpack";`, compile, ["/main.js"]],
    [
      "Rsbuild 1.7.6",
      "Rsbuild 2",
      "rsbuild",
      `import { createRsbuild } from "@rsbuild/core";`,
      `const rsbuild = await createRsbuild({
        rsbuildConfig: {
          mode: "production",
          source: { entry: { index: "./main.js" } },
          output: { distPath: { root: name } },
          plugins: [globalEdgePurge(${options})],
        },
      });
      const { close } = await rsbuild.build();
      await close();`,
      ["/", "/index.html"],
    ],
    [
      "Rollup 3.30.0",
      "Rollup 4",
      "rollup",
      `import { rollup } from "rollup";`,
      `const bundle = await rollup({ input: "main.js", plugins: [globalEdgePurge(${options})] });
      await bundle.write({ dir: name });
      await bundle.close();`,
      ["/main.js"],
    ],
  ])("is purged with a word that it was not: %s", async (version, tested, name, imports, build, targets) => {
    site.write(
      `${name}.mjs`,
      `${imports}
      import { globalEdgePurge } from "@global-edge-purge/unplugin/${name}";
      const name = "${name}";
      ${build}`,
    );
    const { ended, output } = await startNode(site, [`${name}.mjs`], account.env).result;
    expect(ended, output).toBe(0);
    const note = `Global Edge purge was not tested with ${version}, only with ${tested}.`;
    expect(output.split("\n").filter((line) => line.includes("not tested"))).toEqual([note]);
    expect(account.asked()).toEqual({ requests: 1, targets });
  });
});
