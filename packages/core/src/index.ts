// Purging what a build wrote, by program. The API by itself is in client.ts, questions about a setup are in inspect.ts,
// and what an adapter needs before it knows that there is something to purge is in options.ts.
export type { BaselineStore, StoredText } from "./options/baseline-store.ts";
export type { Clock } from "./system/clock.ts";
export { createSystem } from "./system/system.ts";
export { GlobalEdgePurgeError } from "./system/errors.ts";
export { adoptBuild } from "./run/adopt-build.ts";
export { forgetEdges, type ForgottenEdges } from "./baseline/forget-edges.ts";
export type { FinishedBuild } from "./output/read-output.ts";
export { PlanError, type PlanErrorCode } from "./plan-file/plan-file.ts";
export { purgeBuild } from "./run/purge-build.ts";
export { purgeTargets } from "./run/purge-targets.ts";
export type { PurgeReport, Verdict } from "./report/purge-report.ts";
export type { WaitingFor } from "./plan/waiting.ts";
export type { Warning } from "./system/logger.ts";
export { sendPlans } from "./run/send-plans.ts";
export type { SendOptions } from "./options/resolve-sending.ts";
export type { EnvironmentVariables, System } from "./system/system.ts";
