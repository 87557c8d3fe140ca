import { useBench } from "../harness/bench.ts";
import { webpackCommand, webpackHost } from "../harness/webpack-site.ts";
import { compilerScenarios, describeCompilers } from "./compiler-scenarios.ts";
import { describeRecovery } from "./recovery.ts";
import { describeSite, describeSiteInDetail } from "./site-scenarios.ts";

const bench = useBench(webpackHost);
const scenarios = { major: 5, ...compilerScenarios };

describeSite(bench, scenarios);
describeSiteInDetail(bench, scenarios);
describeCompilers(bench, webpackCommand("--watch"), "compiled successfully");
describeRecovery(bench);
