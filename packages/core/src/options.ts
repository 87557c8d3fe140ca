// What adapters and the command line need when a qualifying build starts. It loads zod, so adapters import it then and
// not before.
export { createLogger } from "./system/logger.ts";
export { createSystem } from "./system/system.ts";
export type { EnvironmentVariables } from "./system/system.ts";
export type { EnvironmentOptions, GlobalEdgePurgeOptions } from "./options/global-edge-purge-options.ts";
export type { AliasFunction, Aliases, Mapping } from "./options/option-values.ts";
export { OptionsError, type OptionProblem } from "./options/options-error.ts";
export { resolveAccount } from "./options/resolve-account.ts";
export { resolveOptions } from "./options/resolve-options.ts";
export { unlistedEnvironment } from "./options/skip.ts";
export type { BuildFacts, PublicPath, Resolution, SkipReason } from "./options/resolution.ts";
export type { Settings } from "./options/settings.ts";
