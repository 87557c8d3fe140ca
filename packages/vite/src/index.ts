import { defaultExclude } from "@global-edge-purge/core/default-exclude";
import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { globalEdgePurge as createPlugin } from "@global-edge-purge/unplugin/vite";

export type {
  AliasFunction,
  Aliases,
  EnvironmentOptions,
  GlobalEdgePurgeOptions,
} from "@global-edge-purge/core/options";

/**
 * A plugin as Vite takes it, in whatever version: without Vite's own types, of which a project may have several copies.
 */
interface VitePlugin {
  readonly name: string;
}

interface PluginFunction {
  new (options?: GlobalEdgePurgeOptions): VitePlugin;
  (options?: GlobalEdgePurgeOptions): VitePlugin;
}

/** What `require` returns: the plugin, with this package's exports as its properties. */
interface PluginWithExports extends PluginFunction {
  readonly default: PluginFunction;
  readonly globalEdgePurge: PluginFunction;
  readonly defaultExclude: readonly string[];
  readonly defineConfig: (options: GlobalEdgePurgeOptions) => GlobalEdgePurgeOptions;
}

/** Returns the options as they are: an editor then knows what may stand in them, wherever they are written. */
function defineConfig(options: GlobalEdgePurgeOptions): GlobalEdgePurgeOptions {
  return options;
}

/**
 * A plugin for Vite: at the end of a production build that succeeded, it purges the URLs whose bytes changed from
 * Global Edge. It may be called with and without `new`.
 *
 * @example
 * export default defineConfig({ plugins: [globalEdgePurge({ edgeId: 11197 })] });
 */
// An arrow function cannot be called with `new`, which whoever comes from webpack writes.
const globalEdgePurge = function globalEdgePurge(options) {
  return createPlugin(options);
} as PluginWithExports;
Object.assign(globalEdgePurge, { default: globalEdgePurge, globalEdgePurge, defaultExclude, defineConfig });

export { defaultExclude, defineConfig, globalEdgePurge as default, globalEdgePurge };
