import { defaultExclude } from "@global-edge-purge/core/default-exclude";
import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { globalEdgePurge } from "@global-edge-purge/unplugin/webpack";

export type {
  AliasFunction,
  Aliases,
  EnvironmentOptions,
  GlobalEdgePurgeOptions,
} from "@global-edge-purge/core/options";

/**
 * A plugin as webpack takes it, in whatever version: without webpack's own types, of which a project may have several
 * copies.
 */
interface GlobalEdgePurgePlugin {
  apply(compiler: object): void;
}

interface PluginFunction {
  new (options?: GlobalEdgePurgeOptions): GlobalEdgePurgePlugin;
  (options?: GlobalEdgePurgeOptions): GlobalEdgePurgePlugin;
}

/** What `require` returns: the plugin, with this package's exports as its properties. */
interface PluginWithExports extends PluginFunction {
  readonly default: PluginFunction;
  readonly GlobalEdgePurgePlugin: PluginFunction;
  readonly defaultExclude: readonly string[];
  readonly defineConfig: (options: GlobalEdgePurgeOptions) => GlobalEdgePurgeOptions;
}

/** Returns the options as they are: an editor then knows what may stand in them, wherever they are written. */
function defineConfig(options: GlobalEdgePurgeOptions): GlobalEdgePurgeOptions {
  return options;
}

/**
 * A plugin for webpack: at the end of a production build that succeeded, it purges the URLs whose bytes changed from
 * Global Edge. It may be called with and without `new`.
 *
 * @example
 * module.exports = { plugins: [new GlobalEdgePurgePlugin({ edgeId: 11197 })] };
 */
// A class cannot be called without `new`.
const GlobalEdgePurgePlugin = function GlobalEdgePurgePlugin(options?: GlobalEdgePurgeOptions): GlobalEdgePurgePlugin {
  return Object.assign(Object.create(GlobalEdgePurgePlugin.prototype) as object, globalEdgePurge(options));
} as PluginWithExports;
Object.assign(GlobalEdgePurgePlugin, {
  default: GlobalEdgePurgePlugin,
  GlobalEdgePurgePlugin,
  defaultExclude,
  defineConfig,
});

export { defaultExclude, defineConfig, GlobalEdgePurgePlugin as default, GlobalEdgePurgePlugin };
