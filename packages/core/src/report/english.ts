import { describeWait } from "../client/limits.ts";
import { waitingLine } from "../system/logger.ts";
import { environmentFlag } from "./environment-flag.ts";
import type { Amount, Coded, Effort, Words } from "./words.ts";

/** Every sentence in English. */
export const english: Words = {
  start: (environment, edgeIds) =>
    edgeIds.length === 0
      ? `Global Edge purge: ${environment}`
      : `Global Edge purge: ${environment}, ${plural(edgeIds.length, "edge")} ${edgeIds.join(", ")}`,
  wait: describeWait,
  originWait: (milliseconds, unserved, files) =>
    waitingLine(milliseconds, `the origin does not serve ${unserved} of ${files} files yet`),
  edgeWait: (milliseconds, stale, urls) =>
    waitingLine(milliseconds, `${stale} of ${urls} URLs are not fresh at the edge yet`),
  purgingAgain: (stale) => `${stale} URLs are not fresh at the edge: purging them once more`,
  verified: (url, urls) => `verified: ${url} serves the new bytes of ${urls} URLs`,
  plan: (path, { added, dropped }) => {
    const changes = [
      ...(added > 0 ? [`${added} more to purge`] : []),
      ...(dropped > 0 ? [`${dropped} no longer needed`] : []),
    ];
    return `plan ${path}${changes.length === 0 ? "" : `; since it was written: ${changes.join(", ")}`}`;
  },
  counts: ({ added, changed, removed, unchanged }) =>
    `${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`,
  reasons: {
    added: "added",
    changed: "changed",
    removed: "removed",
    unsettled: "unsettled",
    mapping: "mapping",
    "missing-baseline": "missing-baseline",
    also: "also",
  },
  moreTargets: (number) => `and ${number} more`,
  longSend: (number, requests, seconds) =>
    `${number.toLocaleString("en")} ${plural(number, "target")} in ${count(requests, "request")}, about ${duration(seconds)}`,
  request: (number, total) => `request ${number} of ${total}`,
  askStatus: (ids, others) =>
    `What became of it: npx global-edge-purge status ${ids.join(" ")}` +
    (others > 0 ? ` (the report has ${others} more)` : ""),
  takenOver: (paths) =>
    `${count(paths, "path")} taken over by another run, which purges ${paths === 1 ? "it" : "them"}`,
  leftOut: (edgeId, owed, environment) =>
    `edge ${edgeId} is not part of this run, and ${count(owed, "path")} ${owed === 1 ? "is" : "are"} owed there; ` +
    `npx global-edge-purge forget --edge-id ${edgeId}${environmentFlag(environment)} drops an edge that is gone`,
  purged: (amount, effort) => `Purged ${targets(amount)} (${took(effort)}).`,
  purgedPart: (accepted, amount, effort) => `Purged ${accepted} of ${targets(amount)} (${took(effort)}).`,
  planned: (amount, requests) => `Planned ${inRequests(amount, requests)}. Nothing was sent yet.`,
  wouldPurge: (amount, requests) =>
    `Dry run: ${inRequests(amount, requests)} would be purged. Nothing was sent or saved.`,
  sendLater: (planFile) => `Once the new files are on the origin: npx global-edge-purge send ${planFile}`,
  adopted: (files) => `Adopted ${count(files, "file")} as what the edge serves. Nothing was sent.`,
  wouldAdopt: (files) => `Dry run: would adopt ${count(files, "file")} as what the edge serves.`,
  nothing: "Nothing to purge: no difference from what the edge is known to serve.",
  nothingPlanned: (planFile) => `The plan ${planFile} says so.`,
  skipped: (environment, _reason, message) => `Global Edge purge skipped (${environment}): ${message}`,
  notAllAccepted: (verdict, accepted, amount, effort) =>
    `${verdict === "failed" ? "Failed" : "Partly purged"}: ${accepted} of ${targets(amount)} accepted (${took(effort)}).`,
  waits: {
    accept: "",
    complete: "their purge did not complete",
    origin: "the origin does not serve them yet",
    verify: "the edge was not seen to serve their new bytes",
    quota: "the time or the quota was used up",
    expressible: "no URL target can name them",
  },
  unsettled: (paths, waits) => {
    const why = waits.length === 0 ? "" : ` (${waits.join("; ")})`;
    return `${count(paths, "path")} still unsettled${why}: the next run purges ${paths === 1 ? "it" : "them"} again.`;
  },
  batchError: (batches, error) => [`${count(batches, "batch", "batches")}: ${inOneLine(error)}`],
  warning: (warning) => [`warning: ${inOneLine(warning)}`],
  failure: (error) => withNext(`Failed: ${error.message} [${error.code}]`, error),
  error: (error) => withNext(`error: ${error.message} [${error.code}]`, error),
  wrongOptions: () => [],
  ended: (verdict, environment, why) =>
    `Global Edge purge ${verdict === "failed" ? "failed" : "was not accepted as a whole"} (${environment}): ${why}`,
  meaning: ({ message }) => message,
  advice: ({ next }) => next,
  staysUnsettled: (paths) => `${count(paths, "path stays", "paths stay")} unsettled.`,
  waitForNext: 'The next build purges what is missing. With onFailure: "warn" the build goes on.',
  goesOn: 'The build goes on, because onFailure is "warn".',
  forgot: (edgeId, paths, baseline) => `Forgot edge ${edgeId} with ${count(paths, "path")}: ${baseline}`,
  wouldForget: (edgeId, paths, baseline) => `Would forget edge ${edgeId} with ${count(paths, "path")}: ${baseline}`,
  notKnown: (edgeId, baseline) => `Edge ${edgeId} is not in ${baseline}.`,
  purgeAll: (edgeIds) =>
    `Purge everything that ${plural(edgeIds.length, "edge")} ${edgeIds.join(", ")} ${edgeIds.length === 1 ? "holds" : "hold"}? ` +
    "It takes up to 40 minutes, and visitors wait for the origin meanwhile.",
  again: (startedAt, verdict) => `Again what the run of ${startedAt} purged (${verdict}):`,
  nothingPurged: "Nothing was purged.",
  finding: (finding) => {
    const { level, code, message } = finding;
    const mark = { good: "ok", notice: "notice", problem: "problem" }[level].padEnd(7);
    return withNext(`${mark}  ${message}${level === "good" ? "" : ` [${code}]`}`, finding);
  },
};

function inOneLine({ message, next, code }: Coded): string {
  return `${message}${next === undefined ? "" : ` ${next}`} [${code}]`;
}

function withNext(line: string, { next }: Coded): readonly string[] {
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
