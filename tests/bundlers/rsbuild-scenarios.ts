import type { RsbuildBuild } from "../harness/rsbuild-site.ts";
import type { Scenarios } from "./site-scenarios.ts";

/** An environment for a server. */
export const server = {
  output: { target: "node", distPath: { root: "server" } },
  source: { entry: { main: "./src/later.js" } },
};
/** Scripts in a folder of their own, beside the pages. */
export const inStatic = { output: { distPath: { root: "dist/static" }, assetPrefix: "/static/" } };
const missing = { source: { entry: { main: "./src/missing.js" } } };
const failAt = [
  "onBeforeBuild",
  "compiler:make",
  "compiler:emit",
  "compiler:afterEmit",
  "compiler:done",
  "onAfterBuild",
];

/** What Rsbuild is told in the scenarios of all bundlers. */
export const rsbuildScenarios: Scenarios<RsbuildBuild> = {
  major: 2,
  leftAlone: {
    "for a server": { config: { environments: { server } } },
    "a library": { config: { output: { library: "Site" }, tools: { rspack: { output: { library: "Site" } } } } },
    "for development": { config: { mode: "development" } },
    "with mode none": { config: { mode: "none" } },
    "switched off": { options: { edgeId: 11197, enabled: false } },
  },
  lastHook: "onAfterBuild",
  failing: {
    "a missing module": { config: missing },
    ...Object.fromEntries(failAt.map((hook) => [hook, { failAt: hook }])),
    "the second of two environments": { config: { environments: { web: {}, other: missing } } },
    "pages outside the output directory": { pagesAt: "../", config: inStatic },
    "no public path": { config: { output: { assetPrefix: "auto" } } },
  },
  twoOutputs: {
    said: {
      config: {
        environments: {
          web: { output: { distPath: { root: "one" }, assetPrefix: "/one/" } },
          two: { output: { distPath: { root: "two" }, assetPrefix: "/two/" } },
        },
      },
    },
    baselines: ["production/one", "production/two"],
  },
};
