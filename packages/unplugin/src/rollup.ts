import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { Plugin } from "rollup";
import { createUnplugin } from "unplugin";
import { followRollup } from "./rollup-follower.ts";

const unplugin = createUnplugin<GlobalEdgePurgeOptions, false>((options) => ({
  name: "global-edge-purge",
  rollup: { options: (given) => followRollup(given, options) },
}));

/**
 * Purges what a build of Rollup changed, where `enabled` or `GLOBAL_EDGE_PURGE=1` says that it is one for production. It does
 * nothing in watch mode.
 */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): Plugin {
  return unplugin.rollup(options);
}
