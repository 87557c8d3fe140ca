import type { EdgeWait } from "../client/limits.ts";
import type { OptionsError } from "../options/options-error.ts";
import type { SkipReason } from "../options/resolution.ts";
import type { SinceWritten } from "../plan-file/since-written.ts";
import type { PathKind } from "../plan/diff.ts";
import type { PurgeReason } from "../plan/purge-plan.ts";
import type { WaitingFor } from "../plan/waiting.ts";
import type { Warning } from "../system/logger.ts";

/** How many targets, and of how many edges. */
export interface Amount {
  readonly targets: number;
  readonly edges: number;
}

/** What sending took. */
export interface Effort {
  readonly requests: number;
  readonly milliseconds: number;
}

/** Whatever has a code: an error, a warning, something that `doctor` found. */
export type Coded = Pick<Warning, "code" | "message" | "next">;

/**
 * What is told to people, in one language: a sentence for each thing that there is to say. What is a list of lines is
 * indented by whoever puts it somewhere.
 */
export interface Words {
  /** The head of a run. `edgeIds` is empty where it was over before they counted. */
  readonly start: (environment: string, edgeIds: readonly number[]) => string;
  /** What is waited for, and how long, for people who wonder whether a run hangs. */
  readonly wait: (wait: EdgeWait) => string;
  readonly originWait: (milliseconds: number, unserved: number, files: number) => string;
  readonly edgeWait: (milliseconds: number, stale: number, urls: number) => string;
  readonly purgingAgain: (stale: number) => string;
  readonly verified: (url: string, urls: number) => string;
  /** A plan that is sent, and how it differs from what was written. */
  readonly plan: (path: string, since: SinceWritten) => string;
  readonly counts: (counts: Readonly<Record<PathKind, number>>) => string;
  readonly reasons: Readonly<Record<PurgeReason, string>>;
  readonly moreTargets: (number: number) => string;
  /** @param seconds that the quota makes them take */
  readonly longSend: (targets: number, requests: number, seconds: number) => string;
  /** Which request is under way. */
  readonly request: (number: number, total: number) => string;
  /** @param others how many more ids there are */
  readonly askStatus: (ids: readonly string[], others: number) => string;
  readonly takenOver: (paths: number) => string;
  readonly leftOut: (edgeId: number, owed: number, environment: string) => string;
  readonly purged: (amount: Amount, effort: Effort) => string;
  readonly purgedPart: (accepted: number, amount: Amount, effort: Effort) => string;
  readonly planned: (amount: Amount, requests: number) => string;
  readonly wouldPurge: (amount: Amount, requests: number) => string;
  readonly sendLater: (planFile: string) => string;
  readonly adopted: (files: number) => string;
  readonly wouldAdopt: (files: number) => string;
  readonly nothing: string;
  readonly nothingPlanned: (planFile: string) => string;
  readonly skipped: (environment: string, reason: SkipReason, message: string) => string;
  readonly notAllAccepted: (verdict: "partial" | "failed", accepted: number, amount: Amount, effort: Effort) => string;
  /** What paths wait for; empty where the errors say so. */
  readonly waits: Readonly<Record<WaitingFor, string>>;
  readonly unsettled: (paths: number, waits: readonly string[]) => string;
  readonly batchError: (batches: number, error: Coded) => readonly string[];
  readonly warning: (warning: Coded) => readonly string[];
  /** An error that ended a run. */
  readonly failure: (error: Coded) => readonly string[];
  /** An error that ended a command before it was a run. */
  readonly error: (error: Coded) => readonly string[];
  /** Lines above the list of wrong options, which is English. */
  readonly wrongOptions: (error: Coded & Pick<OptionsError, "problems">) => readonly string[];
  /** Why a build fails, for its bundler. */
  readonly ended: (verdict: "partial" | "failed", environment: string, why: string) => string;
  /** What is wrong, and what to do, by themselves. */
  readonly meaning: (error: Coded) => string;
  readonly advice: (error: Coded) => string | undefined;
  readonly staysUnsettled: (paths: number) => string;
  readonly waitForNext: string;
  readonly goesOn: string;
  /** What `forget` did, or would do. */
  readonly forgot: (edgeId: number, paths: number, baseline: string) => string;
  readonly wouldForget: (edgeId: number, paths: number, baseline: string) => string;
  readonly notKnown: (edgeId: number, baseline: string) => string;
  /** The question of `purge --all`. */
  readonly purgeAll: (edgeIds: readonly number[]) => string;
  /** What `purge --report` purges again. */
  readonly again: (startedAt: string, verdict: string) => string;
  readonly nothingPurged: string;
  readonly finding: (finding: Coded & { readonly level: "good" | "notice" | "problem" }) => readonly string[];
}
