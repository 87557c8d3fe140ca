import type * as entry from "./index.ts" with { "resolution-mode": "import" };
import loaded = require("./index.ts");

/** What `require` returns. Vite 5 loads a config that is no ES module by it, and refuses files that are ES modules. */
const globalEdgePurge: typeof entry.default = loaded.default;
declare namespace globalEdgePurge {
  type AliasFunction = entry.AliasFunction;
  type Aliases = entry.Aliases;
  type EnvironmentOptions = entry.EnvironmentOptions;
  type GlobalEdgePurgeOptions = entry.GlobalEdgePurgeOptions;
}
export = globalEdgePurge;
