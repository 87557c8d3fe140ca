import type { ReceiptStatus } from "../../client/receipts.ts";
import type { Verdict } from "../purge-report.ts";

const verdicts: Readonly<Record<Verdict, string>> = {
  purged: "퍼지함",
  "nothing-to-purge": "퍼지할 것 없음",
  planned: "플랜을 만듦",
  skipped: "건너뜀",
  partial: "일부만 퍼지함",
  failed: "실패",
};

const statuses: Readonly<Record<ReceiptStatus, string>> = {
  accepted: "수락됨",
  completed: "완료됨",
  rejected: "거절됨",
  failed: "실패",
  deferred: "보내지 않음",
};

/** How a run ended, as a report says it, in Korean; a word that only a later version knows stays as it is. */
export function koreanVerdict(verdict: string): string {
  return wordOf(verdicts, verdict);
}

/** What became of a batch, likewise. */
export function koreanStatus(status: string): string {
  return wordOf(statuses, status);
}

/** What a report's word is called; the word itself where these do not have it. */
export function wordOf(words: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(words, word) ? (words[word] ?? word) : word;
}
