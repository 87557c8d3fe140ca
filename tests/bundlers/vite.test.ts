import { useBench } from "../harness/bench.ts";
import { viteHost } from "../harness/vite-site.ts";
import { describeSite } from "./site-scenarios.ts";
import { describeEnvironments, viteScenarios } from "./vite-scenarios.ts";

const bench = useBench(viteHost("vite"));

describeSite(bench, { major: 8, ...viteScenarios });
describeEnvironments(bench);
