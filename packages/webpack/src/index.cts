import type * as entry from "./index.ts" with { "resolution-mode": "import" };
import loaded = require("./index.ts");

/** What `require` returns. */
const GlobalEdgePurgePlugin: typeof entry.default = loaded.default;
declare namespace GlobalEdgePurgePlugin {
  type AliasFunction = entry.AliasFunction;
  type Aliases = entry.Aliases;
  type EnvironmentOptions = entry.EnvironmentOptions;
  type GlobalEdgePurgeOptions = entry.GlobalEdgePurgeOptions;
}
export = GlobalEdgePurgePlugin;
