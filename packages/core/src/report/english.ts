import { describeWait } from "../client/limits.ts";
import type { OptionsError } from "../options/options-error.ts";
import type { SkipReason } from "../options/resolution.ts";
import type { SinceWritten } from "../plan-file/since-written.ts";
import type { PathKind } from "../plan/diff.ts";
import type { PurgeReason } from "../plan/purge-plan.ts";
import type { WaitingFor } from "../plan/waiting.ts";
import { waitingLine, type Warning } from "../system/logger.ts";
import { environmentFlag } from "./environment-flag.ts";

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

/** Lines, indented by whoever puts them somewhere. */
type Lines = readonly string[];

/** What is told to people in one language: these sentences, whatever the language. */
export type Words = typeof english;

/** A sentence for each thing that there is to say. */
export const english = {
  /** The head of a run. `edgeIds` is empty where it was over before they counted. */
  start: (environment: string, edgeIds: readonly number[]) =>
    edgeIds.length === 0
      ? `Global Edge purge: ${environment}`
      : `Global Edge purge: ${environment}, ${plural(edgeIds.length, "edge")} ${edgeIds.join(", ")}`,
  wait: describeWait,
  originWait: (milliseconds: number, unserved: number, files: number) =>
    waitingLine(milliseconds, `the origin does not serve ${unserved} of ${files} files yet`),
  edgeWait: (milliseconds: number, stale: number, urls: number) =>
    waitingLine(milliseconds, `${stale} of ${urls} URLs are not fresh at the edge yet`),
  purgingAgain: (stale: number) => `${stale} URLs are not fresh at the edge: purging them once more`,
  verified: (url: string, urls: number) => `verified: ${url} serves the new bytes of ${urls} URLs`,
  /** A plan that is sent, and how it differs from what was written. */
  plan: (path: string, { added, dropped }: SinceWritten) => {
    const changes = [
      ...(added > 0 ? [`${added} more to purge`] : []),
      ...(dropped > 0 ? [`${dropped} no longer needed`] : []),
    ];
    return `plan ${path}${changes.length === 0 ? "" : `; since it was written: ${changes.join(", ")}`}`;
  },
  counts: ({ added, changed, removed, unchanged }: Readonly<Record<PathKind, number>>) =>
    `${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`,
  reasons: {
    added: "added",
    changed: "changed",
    removed: "removed",
    unsettled: "unsettled",
    mapping: "mapping",
    "missing-baseline": "missing-baseline",
    also: "also",
  } satisfies Record<PurgeReason, string>,
  moreTargets: (number: number) => `and ${number} more`,
  /** @param seconds that the quota makes them take */
  longSend: (number: number, requests: number, seconds: number) =>
    `${number.toLocaleString("en")} ${plural(number, "target")} in ${count(requests, "request")}, ` +
    `about ${duration(seconds)}`,
  /** Which request is under way. */
  request: (number: number, total: number) => `request ${number} of ${total}`,
  /** @param others how many more ids there are */
  askStatus: (ids: readonly string[], others: number) =>
    `What became of it: npx global-edge-purge status ${ids.join(" ")}` +
    (others > 0 ? ` (the report has ${others} more)` : ""),
  takenOver: (paths: number) =>
    `${count(paths, "path")} taken over by another run, which purges ${paths === 1 ? "it" : "them"}`,
  leftOut: (edgeId: number, owed: number, environment: string) =>
    `edge ${edgeId} is not part of this run, and ${count(owed, "path")} ${owed === 1 ? "is" : "are"} owed there; ` +
    `npx global-edge-purge forget --edge-id ${edgeId}${environmentFlag(environment)} drops an edge that is gone`,
  purged: (amount: Amount, effort: Effort) => `Purged ${targets(amount)} (${took(effort)}).`,
  purgedPart: (accepted: number, amount: Amount, effort: Effort) =>
    `Purged ${accepted} of ${targets(amount)} (${took(effort)}).`,
  planned: (amount: Amount, requests: number) => `Planned ${inRequests(amount, requests)}. Nothing was sent yet.`,
  wouldPurge: (amount: Amount, requests: number) =>
    `Dry run: ${inRequests(amount, requests)} would be purged. Nothing was sent or saved.`,
  sendLater: (planFile: string) => `Once the new files are on the origin: npx global-edge-purge send ${planFile}`,
  adopted: (files: number) => `Adopted ${count(files, "file")} as what the edge serves. Nothing was sent.`,
  wouldAdopt: (files: number) => `Dry run: would adopt ${count(files, "file")} as what the edge serves.`,
  nothing: "Nothing to purge: no difference from what the edge is known to serve.",
  nothingPlanned: (planFile: string) => `The plan ${planFile} says so.`,
  skipped: (environment: string, _reason: SkipReason, message: string) =>
    `Global Edge purge skipped (${environment}): ${message}`,
  notAllAccepted: (verdict: "partial" | "failed", accepted: number, amount: Amount, effort: Effort) =>
    `${verdict === "failed" ? "Failed" : "Partly purged"}: ` +
    `${accepted} of ${targets(amount)} accepted (${took(effort)}).`,
  /** What paths wait for; empty where the errors say so. */
  waits: {
    accept: "",
    complete: "their purge did not complete",
    origin: "the origin does not serve them yet",
    verify: "the edge was not seen to serve their new bytes",
    quota: "the time or the quota was used up",
    expressible: "no URL target can name them",
  } satisfies Record<WaitingFor, string>,
  unsettled: (paths: number, waits: readonly string[]) => {
    const why = waits.length === 0 ? "" : ` (${waits.join("; ")})`;
    return `${count(paths, "path")} still unsettled${why}: the next run purges ${paths === 1 ? "it" : "them"} again.`;
  },
  batchError: (batches: number, error: Coded): Lines => [`${count(batches, "batch", "batches")}: ${inOneLine(error)}`],
  warning: (warning: Coded): Lines => [`warning: ${inOneLine(warning)}`],
  /** An error that ended a run. */
  failure: (error: Coded) => withNext(`Failed: ${error.message} [${error.code}]`, error),
  /** An error that ended a command before it was a run. */
  error: (error: Coded) => withNext(`error: ${error.message} [${error.code}]`, error),
  /** Lines above the list of wrong options, which is English. */
  wrongOptions: (_error: Coded & Pick<OptionsError, "problems">): Lines => [],
  /** Why a build fails, for its bundler. */
  ended: (verdict: "partial" | "failed", environment: string, why: string) =>
    `Global Edge purge ${verdict === "failed" ? "failed" : "was not accepted as a whole"} (${environment}): ${why}`,
  /** What is wrong, and what to do, by themselves. */
  meaning: ({ message }: Coded) => message,
  advice: ({ next }: Coded) => next,
  staysUnsettled: (paths: number) => `${count(paths, "path stays", "paths stay")} unsettled.`,
  waitForNext: 'The next build purges what is missing. With onFailure: "warn" the build goes on.',
  goesOn: 'The build goes on, because onFailure is "warn".',
  /** What `forget` did, or would do. */
  forgot: (edgeId: number, paths: number, baseline: string) =>
    `Forgot edge ${edgeId} with ${count(paths, "path")}: ${baseline}`,
  wouldForget: (edgeId: number, paths: number, baseline: string) =>
    `Would forget edge ${edgeId} with ${count(paths, "path")}: ${baseline}`,
  notKnown: (edgeId: number, baseline: string) => `Edge ${edgeId} is not in ${baseline}.`,
  /** The question of `purge --all`. */
  purgeAll: (edgeIds: readonly number[]) =>
    `Purge everything that ${plural(edgeIds.length, "edge")} ${edgeIds.join(", ")} ` +
    `${edgeIds.length === 1 ? "holds" : "hold"}? ` +
    "It takes up to 40 minutes, and visitors wait for the origin meanwhile.",
  /** What `purge --report` purges again. */
  again: (startedAt: string, verdict: string) => `Again what the run of ${startedAt} purged (${verdict}):`,
  nothingPurged: "Nothing was purged.",
  finding: (finding: Coded & { readonly level: "good" | "notice" | "problem" }) => {
    const { level, code, message } = finding;
    const mark = { good: "ok", notice: "notice", problem: "problem" }[level].padEnd(7);
    return withNext(`${mark}  ${message}${level === "good" ? "" : ` [${code}]`}`, finding);
  },
};

function inOneLine({ message, next, code }: Coded): string {
  return `${message}${next === undefined ? "" : ` ${next}`} [${code}]`;
}

function withNext(line: string, { next }: Coded): Lines {
  return next === undefined ? [line] : [line, next];
}

function targets({ targets: number, edges }: Amount): string {
  const once = count(number, "target");
  return edges < 2 ? once : `${once} on ${edges} edges`;
}

function inRequests(amount: Amount, requests: number): string {
  return `${targets(amount)} in ${count(requests, "request")}`;
}

function took({ requests, milliseconds }: Effort): string {
  return `${count(requests, "request")}, ${(milliseconds / 1000).toFixed(1)} s`;
}

function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function plural(number: number, noun: string): string {
  return number === 1 ? noun : `${noun}s`;
}
