import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { createUnplugin } from "unplugin";
import type { Plugin } from "vite";
import { createViteFollower } from "./vite-follower.ts";

const unplugin = createUnplugin<GlobalEdgePurgeOptions, false>((options) => ({
  name: "global-edge-purge",
  vite: listedPlugin(options),
}));

/**
 * Purges what a production build of Vite changed. It does nothing before such a build starts, and nothing at all under a dev
 * server, a preview or a test runner.
 */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): Plugin {
  return unplugin.vite(options);
}

/** The plugin that users list. It adds the one that follows the build behind all others, whose last files that one must see. */
function listedPlugin(options: GlobalEdgePurgeOptions): Partial<Plugin> {
  const follower = createViteFollower(options);
  return {
    apply: "build",
    // Vite evaluates a config again for each environment, and then goes on with this instance, which knows the others.
    sharedDuringBuild: true,
    configResolved: {
      order: "post",
      handler({ plugins }) {
        // It is added, and this one stays in its place: Vite finds shared plugins by their order.
        (plugins as Plugin[]).push(follower.plugin);
      },
    },
    buildApp: {
      order: "pre",
      async handler({ environments }) {
        follower.announceApp(Object.values(environments));
      },
    },
  };
}
