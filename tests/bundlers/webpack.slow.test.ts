import { expect, it } from "vitest";
import { useBench } from "../harness/bench.ts";
import { installPackages } from "../harness/install-packages.ts";
import { startNode } from "../harness/run-node.ts";
import { webpackDevServer, webpackHost } from "../harness/webpack-site.ts";
import { compilerScenarios, describeCompilers } from "./compiler-scenarios.ts";
import { describeRecovery, describeRecoveryInDetail } from "./recovery.ts";
import { describeSite, describeSiteInDetail } from "./site-scenarios.ts";

const bench = useBench(webpackHost);
const scenarios = { major: 5, ...compilerScenarios };

describeSite(bench, scenarios);
describeSiteInDetail(bench, scenarios);
describeCompilers(bench, {
  devServer: webpackDevServer,
  cache: { type: "filesystem" },
  compiled: "compiled successfully",
});
describeRecovery(bench);
describeRecoveryInDetail(bench);

it("is left alone without a mode where NODE_ENV gives its command line another", async () => {
  const site = bench.editedSite();
  const env = { NODE_ENV: "development" };
  const { ended, output } = await bench.build(site, { configs: [{ mode: null }] }, webpackHost.command, env);
  expect(ended, output).toBe(0);
  bench.expectUntouched(site);
});

it("is loaded by jiti 1, with which Docusaurus reads its config", async () => {
  const { workspace } = bench;
  const folder = installPackages(workspace, "jiti@1.21.7");
  const site = workspace.createSite({
    "package.json": '{"private":true,"type":"module"}\n',
    "docusaurus.config.js": `
      import { globalEdgePurge } from "@global-edge-purge/unplugin/rspack";
      import createPlugin from "@global-edge-purge/webpack";
      export default [createPlugin({ edgeId: 11197 }), globalEdgePurge({ edgeId: 11197 })];
    `,
    "load.cjs": `
      const jiti = require(${JSON.stringify(folder)} + "/jiti")(__filename, { interopDefault: true });
      console.log(jiti("./docusaurus.config.js").map(({ apply }) => typeof apply).join());
    `,
  });
  const { ended, output } = await startNode(site, ["load.cjs"]).result;
  expect(ended, output).toBe(0);
  expect(output).toBe("function,function\n");
});
