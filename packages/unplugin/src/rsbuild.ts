import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { unplugin } from "./factory.ts";
import type { SetupPlugin } from "./plugin-types.ts";

/** Purges what a production build of Rsbuild changed. It does nothing before such a build starts, nor in watch mode. */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): SetupPlugin {
  return unplugin.rsbuild(options);
}
