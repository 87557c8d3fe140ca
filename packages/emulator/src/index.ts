export { createEmulator, type CachedObject, type Emulator } from "./emulator.ts";
export {
  emulatorCredentials,
  type Clock,
  type EdgeOptions,
  type EdgeStatus,
  type EmulatorCredentials,
  type EmulatorOptions,
  type OriginNames,
  type PurgeDuration,
  type QuotaOptions,
  type ServiceRegion,
} from "./options.ts";
export {
  emptyAnswer,
  gatewayError,
  gatewayErrors,
  htmlAnswer,
  serviceError,
  serviceErrors,
  xmlAnswer,
  type Answer,
  type GatewayErrorOptions,
  type GatewayErrorRow,
  type ServiceErrorRow,
} from "./answer.ts";
export { hold, type Fault, type Faults, type Hold } from "./faults.ts";
export { EmulatorError, type EmulatorErrorCode } from "./errors.ts";
export type { ApiRequest } from "./api-request.ts";
export type { Purge, PurgeStatus } from "./purges.ts";
export type { PurgeRequest, PurgeType } from "./validate-purge.ts";
export type { ContentEncoding } from "./respond.ts";
export type { Endpoint } from "./route.ts";
