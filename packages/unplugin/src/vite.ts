import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { unplugin } from "./factory.ts";
import type { HookPlugin } from "./plugin-types.ts";

/**
 * Purges what a production build of Vite changed. It does nothing before such a build starts, and nothing at all under
 * a dev server, a preview or a test runner.
 */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): HookPlugin {
  return unplugin.vite(options);
}
