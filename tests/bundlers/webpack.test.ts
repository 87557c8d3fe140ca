import { useBench } from "../harness/bench.ts";
import { webpackHost } from "../harness/webpack-site.ts";
import { compilerScenarios } from "./compiler-scenarios.ts";
import { describeRecovery } from "./recovery.ts";
import { describeSite } from "./site-scenarios.ts";

const bench = useBench(webpackHost);

describeSite(bench, { major: 5, ...compilerScenarios });
describeRecovery(bench);
