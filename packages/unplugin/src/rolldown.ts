import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { Plugin } from "rolldown";
import { createUnplugin } from "unplugin";
import { rollupHooks } from "./rollup-follower.ts";

const unplugin = createUnplugin<GlobalEdgePurgeOptions, false>((options) => ({
  name: "global-edge-purge",
  rolldown: rollupHooks(options),
}));

/**
 * Purges what a build of Rolldown changed, where `enabled` or `GLOBAL_EDGE_PURGE=1` says that it is one for production. To be listed
 * last, so that it sees the files of all other plugins. It does nothing in watch mode.
 */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): Plugin {
  return unplugin.rolldown(options);
}
