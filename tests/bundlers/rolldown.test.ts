import { useBench } from "../harness/bench.ts";
import { rollupHost } from "../harness/rollup-site.ts";
import { rollupScenarios } from "./rollup-scenarios.ts";
import { describeSite } from "./site-scenarios.ts";

describeSite(useBench(rollupHost("rolldown")), { major: 1, ...rollupScenarios });
