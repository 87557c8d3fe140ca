import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { join } from "node:path";
import type { ResolvedConfig } from "vite";
import { purgeFrameworkBuild } from "./framework-build.ts";
import { viteBuildFacts } from "./vite-build-facts.ts";

/** As much of a preset of React Router as ours has. */
interface ReactRouterPreset {
  readonly name: string;
  readonly reactRouterConfig: () => { buildEnd: (build: EndedBuild) => Promise<void> };
}

interface EndedBuild {
  readonly reactRouterConfig: { readonly buildDirectory: string };
  /** Vite's, in whichever version the site has. */
  readonly viteConfig: { readonly root: string; readonly logger: { warn(message: string): void } };
}

/**
 * A preset for React Router: when a build has written all pages, it purges the URLs whose bytes changed. React Router
 * calls it for builds that succeeded, and for nothing else.
 *
 * @example
 * export default { ssr: false, prerender: true, presets: [globalEdgePurge({ edgeId: 11197 })] };
 */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): ReactRouterPreset {
  return {
    name: "global-edge-purge",
    reactRouterConfig: () => ({
      async buildEnd({ reactRouterConfig, viteConfig }) {
        const { failure, warning } = await purgeFrameworkBuild(options, {
          framework: "React Router",
          directories: [join(reactRouterConfig.buildDirectory, "client")],
          facts: await viteBuildFacts(viteConfig as ResolvedConfig),
        });
        if (warning !== undefined) viteConfig.logger.warn(warning);
        if (failure) throw failure;
      },
    }),
  };
}

export { globalEdgePurge as default };
