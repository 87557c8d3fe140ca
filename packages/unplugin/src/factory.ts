import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { createUnplugin } from "unplugin";
import { followEsbuild } from "./esbuild-follower.ts";
import { followRollup } from "./rollup-follower.ts";
import { followRsbuild } from "./rsbuild-follower.ts";
import { listedVitePlugin } from "./vite-plugin.ts";

/**
 * The plugin for all bundlers but webpack and Rspack (see webpack.ts). Each has hooks of its own: unplugin's shared
 * ones do not tell whether a build is really over, nor whether it failed.
 */
export const unplugin = createUnplugin<GlobalEdgePurgeOptions, false>((options) => ({
  name: "global-edge-purge",
  vite: listedVitePlugin(options),
  rollup: { options: (given) => followRollup(given, options) },
  rolldown: { options: (given) => followRollup(given, options) },
  rsbuild: { setup: (api) => followRsbuild(api, options) },
  esbuild: { setup: (build) => followEsbuild(build, options) },
}));
