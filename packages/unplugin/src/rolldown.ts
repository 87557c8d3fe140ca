import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { unplugin } from "./factory.ts";
import type { HookPlugin } from "./plugin-types.ts";

/**
 * Purges what a build of Rolldown changed, where `enabled` or `GLOBAL_EDGE_PURGE=1` says that it is one for production.
 * It does nothing in watch mode.
 */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): HookPlugin {
  return unplugin.rolldown(options);
}
