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

it.each(["../index.html", "absolute"])(
  "asks for the folder of what HtmlWebpackPlugin writes to %s",
  async (filename) => {
    const { account, workspace } = bench;
    const folder = installPackages(workspace, "html-webpack-plugin@5.6.8");
    const site = workspace.createSite({
      ...webpackHost.site,
      "webpack.config.cjs": `
      const path = require("node:path");
      const HtmlWebpackPlugin = require(${JSON.stringify(folder)} + "/html-webpack-plugin");
      const { GlobalEdgePurgePlugin } = require("@global-edge-purge/webpack");
      const filename = ${JSON.stringify(filename)};
      module.exports = {
        mode: "production",
        entry: "./src/about.js",
        output: { path: path.join(__dirname, "dist/static"), publicPath: "/static/" },
        plugins: [
          new GlobalEdgePurgePlugin({ edgeId: 11197, ...JSON.parse(process.env.TEST_BUILD) }),
          new HtmlWebpackPlugin({ filename: filename === "absolute" ? path.join(__dirname, "dist/index.html") : filename }),
        ],
      };
    `,
    });
    const { ended, output } = await bench.build(site);
    expect(ended, output).toBe(2);
    expect(output).toContain("the build wrote dist/index.html outside dist/static");
    const good = await bench.build(site, { outputDirectory: "dist", base: "/" });
    expect(good.ended, good.output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: ["/", "/index.html", "/static/main.js"] });
  },
);

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
