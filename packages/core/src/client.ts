// The purge side of the Global Edge API, without anything about builds.
export { createEdgeClient, type AcceptedPurge, type EdgeClient } from "./client/client.ts";
export type { EdgeClientOptions } from "./client/client-options.ts";
export { EdgeError, type EdgeFailure } from "./client/edge-error.ts";
export type { EdgeErrorCode } from "./client/failure-table.ts";
export { describeWait, type EdgeWait } from "./client/limits.ts";
export type { LongId } from "./client/long-id.ts";
export type { PurgeRequest } from "./client/request.ts";
export type { EdgeResponse } from "./client/response.ts";
export type { SignedRequest } from "./client/sign.ts";
export type { EdgeProfile, EdgeSummary, PurgeView } from "./client/answers.ts";
export type { PurgeCompletion } from "./client/wait-for-completion.ts";
export type { PurgeType } from "./client/purge-batch.ts";
export type { Transport } from "./client/transport.ts";
export { defaultQuota, defaultRetry, endpoints, type Quota, type Retry } from "./client/quota.ts";
export type { Clock } from "./system/clock.ts";
export { GlobalEdgePurgeError } from "./system/errors.ts";
export type { Warning } from "./system/logger.ts";
export { Secret } from "./system/secret.ts";
