import { defaultExclude } from "@global-edge-purge/core/default-exclude";
import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { globalEdgePurge } from "@global-edge-purge/unplugin/vite";
import type { Plugin } from "vite";

export type {
  AliasFunction,
  Aliases,
  EnvironmentOptions,
  GlobalEdgePurgeOptions,
} from "@global-edge-purge/core/options";

/** A plugin for Vite that purges what a production build changed. It may be called with and without `new`. */
interface PluginFunction {
  new (options?: GlobalEdgePurgeOptions): Plugin;
  (options?: GlobalEdgePurgeOptions): Plugin;
}

/** What `require` returns: the plugin, with this package's exports as its properties. */
interface PluginWithExports extends PluginFunction {
  readonly default: PluginFunction;
  readonly globalEdgePurge: PluginFunction;
  readonly defaultExclude: readonly string[];
}

// An arrow function cannot be called with `new`, which whoever comes from webpack writes.
const plugin = function (options) {
  return globalEdgePurge(options);
} as PluginWithExports;
Object.assign(plugin, { default: plugin, globalEdgePurge: plugin, defaultExclude });

export { defaultExclude, plugin as default, plugin as globalEdgePurge, plugin as "module.exports" };
