import { useBench } from "../harness/bench.ts";
import { rsbuildHost } from "../harness/rsbuild-site.ts";
import { rsbuildScenarios } from "./rsbuild-scenarios.ts";
import { describeSite } from "./site-scenarios.ts";

describeSite(useBench(rsbuildHost), rsbuildScenarios);
