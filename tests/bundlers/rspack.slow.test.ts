import { useBench } from "../harness/bench.ts";
import { rspackDevServer, rspackHost } from "../harness/webpack-site.ts";
import { compilerScenarios, describeCompilers } from "./compiler-scenarios.ts";
import { describeRecovery, describeRecoveryInDetail } from "./recovery.ts";
import { describeSite, describeSiteInDetail } from "./site-scenarios.ts";

const bench = useBench(rspackHost);
const scenarios = { major: 2, ...compilerScenarios };

describeSite(bench, scenarios);
describeSiteInDetail(bench, scenarios);
describeCompilers(bench, {
  devServer: rspackDevServer,
  cache: { type: "persistent" },
  compiled: "compiled successfully",
});
describeRecovery(bench);
describeRecoveryInDetail(bench);
