import { useBench } from "../harness/bench.ts";
import { esbuildHost } from "../harness/esbuild-site.ts";
import { describeAlone, esbuildScenarios } from "./esbuild-scenarios.ts";
import { describeSite } from "./site-scenarios.ts";

const bench = useBench(esbuildHost);

describeSite(bench, esbuildScenarios);
describeAlone(bench);
