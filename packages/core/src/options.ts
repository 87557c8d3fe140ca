// What an adapter needs when a qualifying build starts. It loads zod, so adapters import it then and not before.
export { createSystem } from "./system/system.ts";
export { createLogger, type Logger, type LogLevel } from "./system/logger.ts";
export { CredentialsError, type CredentialsErrorCode } from "./options/credentials-error.ts";
export type { EnvironmentOptions, GlobalEdgePurgeOptions } from "./options/global-edge-purge-options.ts";
export type { AliasFunction, Aliases, Base, Mapping } from "./options/option-values.ts";
export { OptionsError, type OptionProblem, type OptionsErrorCode } from "./options/options-error.ts";
export { resolveAccount } from "./options/resolve-account.ts";
export { resolveOptions } from "./options/resolve-options.ts";
export type { BuildFacts, PublicPath, Resolution, Skipped } from "./options/resolution.ts";
export type { Credentials } from "./client/sign.ts";
export type { Account } from "./options/settings.ts";
export type { PurgeKind, Site } from "./options/option-values.ts";
export type { Settings } from "./options/settings.ts";
export type { Quota, Retry } from "./client/quota.ts";
export { skipReasons, type SkipReason } from "./options/resolution.ts";
export type { EnvironmentVariables, System } from "./system/system.ts";
