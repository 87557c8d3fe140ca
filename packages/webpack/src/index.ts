import { defaultExclude } from "@global-edge-purge/core/default-exclude";
import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { type CompilerPlugin, globalEdgePurge } from "@global-edge-purge/unplugin/webpack";

export type {
  AliasFunction,
  Aliases,
  EnvironmentOptions,
  GlobalEdgePurgeOptions,
} from "@global-edge-purge/core/options";

/** A plugin for webpack that purges what a production build changed. It may be called with and without `new`. */
interface PluginFunction {
  new (options?: GlobalEdgePurgeOptions): CompilerPlugin;
  (options?: GlobalEdgePurgeOptions): CompilerPlugin;
}

/** What `require` returns: the plugin, with this package's exports as its properties. */
interface PluginWithExports extends PluginFunction {
  readonly default: PluginFunction;
  readonly GlobalEdgePurgePlugin: PluginFunction;
  readonly defaultExclude: readonly string[];
}

// A class cannot be called without `new`.
const plugin = function GlobalEdgePurgePlugin(options?: GlobalEdgePurgeOptions): CompilerPlugin {
  return Object.assign(Object.create(plugin.prototype) as object, globalEdgePurge(options));
} as PluginWithExports;
Object.assign(plugin, { default: plugin, GlobalEdgePurgePlugin: plugin, defaultExclude });

export { defaultExclude, plugin as default, plugin as GlobalEdgePurgePlugin, plugin as "module.exports" };
