import type { PurgeReceipt } from "../client/receipts.ts";
import type { PlanSummary } from "../plan/plan-summary.ts";
import type { GlobalEdgePurgeError } from "../system/errors.ts";
import type { RunEnd } from "./create-report.ts";
import { isAccepted } from "./outcome.ts";
import type { WaitingFor } from "../plan/waiting.ts";
import type { PurgeReport } from "./purge-report.ts";
import { takenOverPaths } from "./unsettled-paths.ts";

const mostTargets = 20;

/** The head of a run, before anything is compared. */
export function describeStart(environment: string, edgeIds: readonly number[]): string {
  return `Global Edge purge: ${environment}, ${plural(edgeIds.length, "edge")} ${edgeIds.join(", ")}`;
}

/** What is about to be sent, and why, a line for each target. `all` lists more than the first twenty. */
export function describePlan({ counts, targets, estimate }: PlanSummary, all: boolean): string {
  const { added, changed, removed, unchanged } = counts;
  const shown = all ? targets : targets.slice(0, mostTargets);
  const lines = [`  ${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`];
  const width = Math.max(0, ...shown.map(({ reason }) => reason.length));
  for (const { target, reason } of shown) lines.push(`  ${reason.padEnd(width)}  ${readable(target)}`);
  if (shown.length < targets.length) lines.push(`  and ${targets.length - shown.length} more`);
  if (estimate.seconds > 0) {
    lines.push(`  ${count(estimate.requests, "request")}; the quota makes them take about ${estimate.seconds} s`);
  }
  return lines.join("\n");
}

/** A target as people write it, unless it would then read like another one, hold a line break or turn the writing. */
function readable(target: string): string {
  try {
    const decoded = decodeURI(target);
    return decoded === decoded.normalize("NFC") && !/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(decoded)
      ? decoded
      : target;
  } catch {
    // A query of the user's own may hold what is no UTF-8.
    return target;
  }
}

/** How it ended: one line where all is well, else what went wrong and what to do. */
export function describeEnd(report: PurgeReport, end: Omit<RunEnd, "summary">): string {
  return [
    describeVerdict(report, end),
    ...describeIds(report),
    ...describeTakenOver(end.outcomes),
    ...describeLeftOut(end.outcomes),
  ].join("\n");
}

const mostIds = 5;

/** The command that asks what became of the purges. */
function describeIds({ batches }: PurgeReport): readonly string[] {
  const ids = batches.flatMap(({ requestIds }) => requestIds);
  if (ids.length === 0) return [];
  const others = ids.length - mostIds;
  return [
    `  What became of it: npx global-edge-purge status ${ids.slice(0, mostIds).join(" ")}` +
      (others > 0 ? ` (the report has ${others} more)` : ""),
  ];
}

function describeTakenOver(outcomes: RunEnd["outcomes"]): readonly string[] {
  const paths = outcomes.reduce((sum, outcome) => sum + takenOverPaths(outcome).size, 0);
  if (paths === 0) return [];
  return [`  ${count(paths, "path")} taken over by another run, which purges ${paths === 1 ? "it" : "them"}`];
}

/** Edges that the baseline knows, that no plan was for, and that something is owed to. */
function describeLeftOut(outcomes: RunEnd["outcomes"]): readonly string[] {
  return outcomes.flatMap(({ plan, baseline }) =>
    [...(baseline?.edges ?? [])].flatMap(([edgeId, { paths }]) => {
      if (plan.edges.some((edge) => edge.edgeId === edgeId)) return [];
      const owed = [...paths.values()].filter(({ state }) => state === "unsettled").length;
      if (owed === 0) return [];
      return [
        `  edge ${edgeId} is not part of this run, and ${count(owed, "path")} ` +
          `${owed === 1 ? "is" : "are"} owed there; ` +
          `npx global-edge-purge forget --edge-id ${edgeId} drops an edge that is gone`,
      ];
    }),
  );
}

/** How it ended, in the first line; then what went wrong. */
export function describeVerdict(report: PurgeReport, end: Omit<RunEnd, "summary">): string {
  const accepted = acceptedTargets(report);
  const seconds = `${(report.durationMs / 1000).toFixed(1)} s`;
  const requests = count(
    report.batches.reduce((sum, { attempts }) => sum + attempts, 0),
    "request",
  );
  const { targets, planned: asked } = countTargets(report);
  switch (report.verdict) {
    case "purged":
      return `Purged ${targets} (${requests}, ${seconds}).`;
    case "nothing-to-purge":
      return describeNothing(report.dryRun, end);
    case "planned": {
      const planned = `${targets} in ${count(report.estimate.requests, "request")}`;
      const toSend = `  Once the new files are on the origin: npx global-edge-purge send ${end.planFile}`;
      if (accepted > 0) return [`Purged ${accepted} of ${asked} (${requests}, ${seconds}).`, toSend].join("\n");
      if (end.planFile === undefined) return `Dry run: ${planned} would be purged. Nothing was sent or saved.`;
      return [`Planned ${planned}. Nothing was sent yet.`, toSend].join("\n");
    }
    case "skipped":
      return `Skipped: ${report.reason}.`;
    case "partial":
    case "failed":
      return [
        `${report.verdict === "failed" ? "Failed" : "Partly purged"}: ${accepted} of ${asked} ` +
          `accepted (${requests}, ${seconds}).`,
        ...describeErrors(end.receipts),
        ...describeUnsettled(report),
      ].join("\n");
  }
}

function describeNothing(dryRun: boolean, { planFile, adopted, outcomes }: Omit<RunEnd, "summary">): string {
  if (adopted) {
    const files = outcomes
      .flatMap(({ plan }) => plan.edges)
      .map(({ diff }) => diff.paths.filter(({ now }) => now).length);
    const adoption = `${count(Math.max(0, ...files), "file")} as what the edge serves`;
    return dryRun ? `Dry run: would adopt ${adoption}.` : `Adopted ${adoption}. Nothing was sent.`;
  }
  const nothing = "Nothing to purge: no difference from what the edge is known to serve.";
  return planFile === undefined ? nothing : `${nothing} The plan ${planFile} says so.`;
}

/** Targets in words, once as they are and once as they are sent: to each edge by itself. */
function countTargets({ targets }: PurgeReport): { readonly targets: string; readonly planned: string } {
  const once = count(targets.length, "target");
  const edges = new Set(targets.flatMap(({ edgeIds }) => edgeIds)).size;
  if (edges < 2) return { targets: once, planned: once };
  const sent = targets.reduce((sum, { edgeIds }) => sum + edgeIds.length, 0);
  return { targets: `${once} on ${edges} edges`, planned: `${count(sent, "target")} on ${edges} edges` };
}

/** How many targets were accepted, each counted once for each edge, however often it was sent. */
function acceptedTargets({ batches }: PurgeReport): number {
  const accepted = batches.filter(({ status }) => isAccepted(status));
  const sent = accepted.flatMap(({ edgeId, type, targets }) =>
    (type === "ALL" ? ["/*"] : targets).map((target) => `${edgeId} ${target}`),
  );
  return new Set(sent).size;
}

const waitReasons: Readonly<Record<WaitingFor, string>> = {
  accept: "",
  complete: "their purge did not complete",
  origin: "the origin does not serve them yet",
  verify: "the edge was not seen to serve their new bytes",
  quota: "the time or the quota was used up",
  expressible: "no URL target can name them",
};

function describeUnsettled({ counts, unsettled }: PurgeReport): readonly string[] {
  if (counts.unsettled === 0) return [];
  const reasons = [...new Set(unsettled.map(({ waitingFor }) => waitReasons[waitingFor]))].filter(Boolean);
  const why = reasons.length === 0 ? "" : ` (${reasons.join("; ")})`;
  const them = counts.unsettled === 1 ? "it" : "them";
  return [`  ${count(counts.unsettled, "path")} still unsettled${why}: the next run purges ${them} again.`];
}

/** An error that ended a run: what is wrong, then what to do. */
export function describeError({ message, next, code }: GlobalEdgePurgeError): string {
  return `Failed: ${message} [${code}]\n  ${next}`;
}

/** Each error once, with how many batches met it and what to do. */
function describeErrors(receipts: readonly PurgeReceipt[]): readonly string[] {
  const errors = new Map<string, { readonly text: string; batches: number }>();
  for (const { error } of receipts) {
    if (!error) continue;
    const text = `${error.message} ${error.next} [${error.code}]`;
    const same = errors.get(text);
    errors.set(text, { text, batches: (same?.batches ?? 0) + 1 });
  }
  return [...errors.values()].map(({ text, batches }) => `  ${count(batches, "batch", "batches")}: ${text}`);
}

function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}

function plural(number: number, noun: string): string {
  return number === 1 ? noun : `${noun}s`;
}
