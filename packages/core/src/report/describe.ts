import type { PurgeReceipt } from "../client/receipts.ts";
import type { PlanSummary } from "../plan/plan-summary.ts";
import type { RunEnd } from "./create-report.ts";
import { isAccepted } from "./outcome.ts";
import type { PurgeReport } from "./purge-report.ts";
import { takenOverPaths } from "./unsettled-paths.ts";
import type { Amount, Coded, Words } from "./words.ts";

const mostTargets = 20;

/** What is about to be sent, and why, a line for each target. `all` lists more than the first twenty. */
export function describePlan(words: Words, { counts, targets, estimate }: PlanSummary, all: boolean): string {
  const shown = all ? targets : targets.slice(0, mostTargets);
  const reasons = shown.map(({ reason }) => words.reasons[reason]);
  const width = Math.max(0, ...reasons.map(columns));
  return indent([
    words.counts(counts),
    ...shown.map(({ target, reason }) => `${padded(words.reasons[reason], width)}  ${readable(target)}`),
    ...(shown.length < targets.length ? [words.moreTargets(targets.length - shown.length)] : []),
    ...(estimate.seconds > 0 ? [words.longSend(targets.length, estimate.requests, estimate.seconds)] : []),
  ]).join("\n");
}

function padded(text: string, width: number): string {
  return text + " ".repeat(width - columns(text));
}

/** How wide a text is on a terminal: a syllable of Hangul takes two columns. */
function columns(text: string): number {
  return text.length + (text.match(/\p{Script=Hangul}/gu)?.length ?? 0);
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** A target as people write it, unless it would then read like another one, hold a line break or turn the writing. */
export function readable(target: string): string {
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
export function describeEnd(words: Words, report: PurgeReport, end: Omit<RunEnd, "summary">): string {
  const lines = [
    ...describeVerdict(words, report, end),
    ...indent([
      ...describeIds(words, report),
      ...describeTakenOver(words, end.outcomes),
      ...describeLeftOut(words, end.outcomes, report.environment),
    ]),
  ];
  return lines.join("\n");
}

const mostIds = 5;

/** The command that asks what became of the purges. */
function describeIds({ askStatus }: Words, { batches }: PurgeReport): readonly string[] {
  const ids = batches.flatMap(({ requestIds }) => requestIds);
  return ids.length === 0 ? [] : [askStatus(ids.slice(0, mostIds), Math.max(0, ids.length - mostIds))];
}

function describeTakenOver({ takenOver }: Words, outcomes: RunEnd["outcomes"]): readonly string[] {
  const paths = outcomes.reduce((sum, outcome) => sum + takenOverPaths(outcome).size, 0);
  return paths === 0 ? [] : [takenOver(paths)];
}

/** Edges that the baseline knows, that no plan was for, and that something is owed to. */
function describeLeftOut({ leftOut }: Words, outcomes: RunEnd["outcomes"], environment: string): readonly string[] {
  return outcomes.flatMap(({ plan, baseline }) =>
    [...(baseline?.edges ?? [])].flatMap(([edgeId, { paths }]) => {
      if (plan.edges.some((edge) => edge.edgeId === edgeId)) return [];
      const owed = [...paths.values()].filter(({ state }) => state === "unsettled").length;
      return owed === 0 ? [] : [leftOut(edgeId, owed, environment)];
    }),
  );
}

/** How it ended, in the first line; then what went wrong. */
export function describeVerdict(words: Words, report: PurgeReport, end: Omit<RunEnd, "summary">): readonly string[] {
  const accepted = acceptedTargets(report);
  const { once, sent } = countTargets(report);
  const effort = {
    requests: report.batches.reduce((sum, { attempts }) => sum + attempts, 0),
    milliseconds: report.durationMs,
  };
  switch (report.verdict) {
    case "purged":
      return [words.purged(once, effort)];
    case "nothing-to-purge":
      return [describeNothing(words, report.dryRun, end)];
    case "planned": {
      const { requests } = report.estimate;
      if (end.planFile === undefined && accepted === 0) return [words.wouldPurge(once, requests)];
      return [
        accepted > 0 ? words.purgedPart(accepted, sent, effort) : words.planned(once, requests),
        ...indent([words.sendLater(end.planFile ?? "")]),
      ];
    }
    case "skipped":
      return [];
    case "partial":
    case "failed":
      return [
        words.notAllAccepted(report.verdict, accepted, sent, effort),
        ...indent([...describeErrors(words, end.receipts), ...describeUnsettled(words, report)]),
      ];
  }
}

function describeNothing(words: Words, dryRun: boolean, { planFile, adopted, outcomes }: Omit<RunEnd, "summary">) {
  if (adopted) {
    const files = outcomes
      .flatMap(({ plan }) => plan.edges)
      .map(({ diff }) => diff.paths.filter(({ now }) => now).length);
    const most = Math.max(0, ...files);
    return dryRun ? words.wouldAdopt(most) : words.adopted(most);
  }
  return planFile === undefined ? words.nothing : `${words.nothing} ${words.nothingPlanned(planFile)}`;
}

/** Targets, once as they are and once as they are sent: to each edge by itself. */
function countTargets({ targets }: PurgeReport): { readonly once: Amount; readonly sent: Amount } {
  const edges = new Set(targets.flatMap(({ edgeIds }) => edgeIds)).size;
  const sent = targets.reduce((sum, { edgeIds }) => sum + edgeIds.length, 0);
  return { once: { targets: targets.length, edges }, sent: { targets: edges < 2 ? targets.length : sent, edges } };
}

/** How many targets were accepted, each counted once for each edge, however often it was sent. */
function acceptedTargets({ batches }: PurgeReport): number {
  const accepted = batches.filter(({ status }) => isAccepted(status));
  const sent = accepted.flatMap(({ edgeId, type, targets }) =>
    (type === "ALL" ? ["/*"] : targets).map((target) => `${edgeId} ${target}`),
  );
  return new Set(sent).size;
}

function describeUnsettled(words: Words, { counts, unsettled }: PurgeReport): readonly string[] {
  if (counts.unsettled === 0) return [];
  const waits = [...new Set(unsettled.map(({ waitingFor }) => words.waits[waitingFor]))].filter(Boolean);
  return [words.unsettled(counts.unsettled, waits)];
}

/** Each error once, with how many batches met it and what to do. */
function describeErrors({ batchError }: Words, receipts: readonly PurgeReceipt[]): readonly string[] {
  const errors = new Map<string, { readonly error: Coded; batches: number }>();
  for (const { error } of receipts) {
    if (!error) continue;
    const key = JSON.stringify([error.code, error.message, error.next]);
    errors.set(key, { error, batches: (errors.get(key)?.batches ?? 0) + 1 });
  }
  return [...errors.values()].flatMap(({ error, batches }) => hang(batchError(batches, error)));
}

/** A warning, in the midst of a run. */
export function describeWarning(words: Words, warning: Coded): string {
  return indent(hang(words.warning(warning))).join("\n");
}

/** An error that ended a run: what is wrong, then what to do. */
export function describeFailure(words: Words, error: Coded): string {
  return hang(words.failure(error)).join("\n");
}

/** A first line, and what belongs to it below. */
function hang([first = "", ...more]: readonly string[]): readonly string[] {
  return [first, ...indent(more)];
}
