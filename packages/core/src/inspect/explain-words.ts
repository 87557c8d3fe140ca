import type { Settings } from "../options/settings.ts";
import type { PurgeReason } from "../plan/purge-plan.ts";
import { languageOf } from "../system/language.ts";
import type { EnvironmentVariables } from "../system/system.ts";
import type { KnownReport } from "../report/parse-report.ts";
import type { Coded } from "../report/english.ts";
import { explainEnglish } from "./explain-english.ts";

/** What would purge: a run over the folder, or a plan by its path, of which less may be left when it is sent. */
export type Purger = "run" | { readonly plan: string };

/** What is said of a URL, in one language. Digests are shortened. */
export interface ExplainWords {
  readonly wholeEdgeOwed: string;
  readonly unknownDigest: string;
  readonly settled: (digest: string, isImmutable: boolean) => string;
  /** @param since when; absent where a mark does not say it */
  readonly unsettled: (since: string | undefined) => string;
  readonly gone: (since: string) => string;
  readonly noBaseline: (location: string, why: string, onMissing: Settings["onMissingBaseline"]) => string;
  readonly leavesAlone: (who: Purger) => string;
  /** @param by the wider target that reaches it; absent where it is a target itself */
  readonly purges: (who: Purger, by: string | undefined, reason: PurgeReason) => string;
  /** What a run over the folder would come to. */
  readonly wouldFail: (error: Coded) => string;
  readonly unreadable: (error: Coded) => string;
  readonly reportUnreadable: string;
  readonly didNotPurge: (report: KnownReport) => string;
  readonly planned: (report: KnownReport, reason: string) => string;
  readonly ended: (batch: KnownReport["batches"][number]) => string;
  readonly stillWaited: (waitingFor: string) => string;
  readonly unknownUrl: (servedAt: string, exclude: readonly string[]) => string;
}

/** The words of the language that the environment asks for. */
export async function loadExplainWords(env: EnvironmentVariables): Promise<ExplainWords> {
  return languageOf(env) === "ko" ? (await import("./explain-korean.ts")).explainKorean : explainEnglish;
}
