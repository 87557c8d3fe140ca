import { useBench } from "../harness/bench.ts";
import { esbuildHost } from "../harness/esbuild-site.ts";
import { esbuildScenarios } from "./esbuild-scenarios.ts";
import { describeSite } from "./site-scenarios.ts";

describeSite(useBench(esbuildHost), esbuildScenarios);
