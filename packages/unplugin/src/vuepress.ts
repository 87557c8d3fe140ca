import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { purgeFrameworkBuild } from "./framework-build.ts";
import { showAtEnd } from "./end-build.ts";

/** As much of VuePress's app as is needed. */
interface VuePressApp {
  readonly dir: { dest(): string };
  readonly options: { readonly base: string };
}

/** As much of a plugin of VuePress as ours has. */
interface VuePressPlugin {
  readonly name: string;
  readonly onGenerated: (app: VuePressApp) => Promise<void>;
}

/**
 * A plugin for VuePress 2: when a build has written all pages, it purges the URLs whose bytes changed. VuePress calls
 * plugins in their order: listed last, it sees what the others write.
 *
 * @example
 * export default defineUserConfig({ plugins: [sitemapPlugin(), globalEdgePurge({ edgeId: 11197 })] });
 */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): VuePressPlugin {
  return {
    name: "global-edge-purge",
    async onGenerated({ dir, options: { base } }) {
      const told = await purgeFrameworkBuild(options, {
        framework: "VuePress",
        directories: [dir.dest()],
        facts: {
          mode: "production",
          production: true,
          projectDirectory: process.cwd(),
          publicPath: base,
          enabledByDefault: true,
        },
      });
      await showAtEnd(told);
      if (told.failure) throw told.failure;
    },
  };
}

export { globalEdgePurge as default };
