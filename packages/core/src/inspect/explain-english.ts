import type { PurgeReason } from "../plan/purge-plan.ts";
import type { ExplainWords } from "./explain-words.ts";

/** What is said of a URL in English. */
export const explainEnglish: ExplainWords = {
  wholeEdgeOwed: "A purge of everything is owed to this edge: the next run sends it, and it reaches this URL.",
  unknownDigest:
    "A plan that another build had overtaken was sent, so nobody knows which bytes the edge has: the next run purges it.",
  settled: (digest, isImmutable) =>
    isImmutable
      ? `The edge agrees with us (${digest}). Its name carries a content hash: it is purged only if its bytes change under that name.`
      : `The edge agrees with us (${digest}): it is purged when a build has other bytes, or no longer has the file.`,
  unsettled: (since = "an earlier run") =>
    `The edge may hold something else since ${since}: every run purges it until that is accepted.`,
  gone: (since) =>
    `The file is gone since ${since} and was not purged: it is purged when it comes back, ` +
    "unless its name carries a content hash and its bytes are the same.",
  noBaseline: (location, why, onMissing) =>
    `There is no baseline ${location} (${why}): the next run follows onMissingBaseline ("${onMissing}").`,
  leavesAlone: (who) => (who === "run" ? `${aRun} leaves it alone.` : `The plan ${who.plan} does not list it.`),
  purges: (who, by, reason) => {
    const it = `it${by === undefined ? "" : ` with ${by}`}`;
    return who === "run"
      ? `${aRun} purges ${it}: ${reasons[reason]}.`
      : `The plan ${who.plan} lists ${it}: ${reasons[reason]}. send compares again when it sends.`;
  },
  wouldFail: ({ message }) => `${aRun} would fail: ${message}`,
  unreadable: ({ message }) => message,
  reportUnreadable: "The report cannot be read.",
  didNotPurge: ({ startedAt, verdict }) => `The last run (${startedAt}, ${verdict}) did not purge it.`,
  planned: ({ startedAt, verdict }, reason) => `The last run (${startedAt}, ${verdict}) planned its purge (${reason}).`,
  ended: ({ status, requestIds, error }) => {
    const ids = requestIds.length > 0 ? ` (purge ${requestIds.join(", ")})` : "";
    return `That was ${status}${ids}${error ? `: ${error.message}` : "."}`;
  },
  stillWaited: (waitingFor) => `At its end the path still waited (${waitingFor}).`,
  unknownUrl: (servedAt, exclude) =>
    `No file that is known has this URL. The site is served at ${servedAt}; other ` +
    "URLs of a file are a matter of aliases and queries, and files that match exclude " +
    `(${exclude.join(" ")}) do not count.`,
};

/** At the start of a sentence. */
const aRun = "A run over this folder now";

const reasons: Readonly<Record<PurgeReason, string>> = {
  added: "the file is new, and the edge may have kept that it was missing",
  changed: "the file changed",
  removed: "the file is gone",
  unsettled: "an earlier purge of it is still owed",
  mapping: "files are served under other URLs than before",
  "missing-baseline": "nothing is known of what the edge serves",
  also: "an option also asks for it",
};
