import { useBench } from "../harness/bench.ts";
import { webpackHost } from "../harness/webpack-site.ts";
import { compilerScenarios } from "./compiler-scenarios.ts";
import { describeSite } from "./site-scenarios.ts";

describeSite(useBench(webpackHost), { major: 5, ...compilerScenarios });
