// What a config file imports. The program itself is bin.ts.
import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";

export type {
  AliasFunction,
  Aliases,
  EnvironmentOptions,
  GlobalEdgePurgeOptions,
} from "@global-edge-purge/core/options";
export { defaultExclude } from "@global-edge-purge/core/default-exclude";

/** Returns the options as they are: an editor then knows what may stand in a config file. */
export function defineConfig(options: GlobalEdgePurgeOptions): GlobalEdgePurgeOptions {
  return options;
}
