import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { RsbuildPlugin } from "@rsbuild/core";
import { unplugin } from "./factory.ts";

/** Purges what a production build of Rsbuild changed. It does nothing before such a build starts, nor in watch mode. */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): RsbuildPlugin {
  return unplugin.rsbuild(options);
}
