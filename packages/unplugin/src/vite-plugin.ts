import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { BuilderOptions, Plugin } from "vite";
import { createViteFollower, type ViteFollower } from "./vite-follower.ts";
import { followVitePress, vitePressSite } from "./vitepress.ts";

/**
 * The plugin that users list. It adds the one that follows the build behind all others, whose last files that one must
 * see.
 */
export function listedVitePlugin(options: GlobalEdgePurgeOptions): Partial<Plugin> {
  const follower = createViteFollower(options);
  let hasAppHook = false;
  return {
    apply: "build",
    // Vite evaluates a config again for each environment, and then goes on with this instance, which knows the others.
    sharedDuringBuild: true,
    configResolved: {
      order: "post",
      handler(config) {
        const site = vitePressSite(config);
        if (site) {
          followVitePress(site, config, options);
          return;
        }
        // It is added, and this one stays in its place: Vite finds shared plugins by their order.
        (config.plugins as Plugin[]).push(follower.pluginFor(config), lastOfApp(follower));
        if (config.builder) followBuilder(config.builder, follower, () => hasAppHook);
      },
    },
    // Since Vite 7.
    buildApp: {
      order: "pre",
      async handler(builder) {
        hasAppHook = true;
        follower.startApp(builder);
      },
    },
  };
}

/** The plugin that builds what no other has built, and then is at the end of an app. */
function lastOfApp(follower: ViteFollower): Plugin {
  return {
    name: "global-edge-purge:last",
    sharedDuringBuild: true,
    buildApp: {
      order: "post",
      async handler(builder) {
        const environments = Object.values(builder.environments);
        // Vite builds what no hook has built, but after all hooks, where nothing would tell us of the end.
        if (environments.every(({ isBuilt }) => !isBuilt)) {
          for (const environment of environments) await builder.build(environment);
        }
        await follower.endApp(builder);
      },
    },
  };
}

/** Vite 6 builds an app by a function of the config, and calls no hook then. */
function followBuilder(options: BuilderOptions, follower: ViteFollower, hasAppHook: () => boolean): void {
  const { buildApp } = options;
  if (!buildApp) return;
  options.buildApp = async (builder) => {
    if (hasAppHook()) return await buildApp(builder);
    follower.startApp(builder);
    await buildApp(builder);
    await follower.endApp(builder);
  };
}
