import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { unplugin } from "./factory.ts";
import type { SetupPlugin } from "./plugin-types.ts";

/**
 * Purges what a build of esbuild changed, where `enabled` or `GLOBAL_EDGE_PURGE=1` says that it is one for production.
 * It does nothing when a context builds again.
 */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): SetupPlugin {
  return unplugin.esbuild(options);
}
