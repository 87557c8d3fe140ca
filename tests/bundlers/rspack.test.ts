import { useBench } from "../harness/bench.ts";
import { rspackHost } from "../harness/webpack-site.ts";
import { compilerScenarios } from "./compiler-scenarios.ts";
import { describeSite } from "./site-scenarios.ts";

const bench = useBench(rspackHost);

describeSite(bench, { major: 2, ...compilerScenarios });
