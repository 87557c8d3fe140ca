import { useBench } from "../harness/bench.ts";
import { webpackCommand, webpackDevServer, webpackHost } from "../harness/webpack-site.ts";
import { compilerScenarios, describeCompilers } from "./compiler-scenarios.ts";
import { describeRecovery, describeRecoveryInDetail } from "./recovery.ts";
import { describeSite, describeSiteInDetail } from "./site-scenarios.ts";

const bench = useBench(webpackHost);
const scenarios = { major: 5, ...compilerScenarios };

describeSite(bench, scenarios);
describeSiteInDetail(bench, scenarios);
describeCompilers(bench, {
  watchCommand: webpackCommand("--watch"),
  devServer: webpackDevServer,
  cache: { type: "filesystem" },
  compiled: "compiled successfully",
});
describeRecovery(bench);
describeRecoveryInDetail(bench);
