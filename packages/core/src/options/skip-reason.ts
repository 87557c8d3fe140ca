/** Why a run did not apply. */
export const skipReasons = [
  "disabled",
  "environment-not-listed",
  "pull-request",
  "no-credentials",
  "build-failed",
  "watch",
  "dev",
  "server-build",
  "library",
  "not-production",
] as const;
export type SkipReason = (typeof skipReasons)[number];
