import type { PurgeReason } from "../plan/purge-plan.ts";
import { korean } from "../report/korean/korean.ts";
import { koreanStatus, koreanVerdict, wordOf } from "../report/korean/outcomes.ts";
import type { ExplainWords } from "./explain-words.ts";

/** What is said of a URL in Korean. */
export const explainKorean: ExplainWords = {
  wholeEdgeOwed: "이 에지에 퍼지하지 못한 전체 퍼지가 남아 있습니다. 다음 실행에서 보내며, 이 URL도 포함됩니다.",
  unknownDigest:
    "다른 빌드보다 뒤처진 플랜을 보냈기 때문에 에지가 어떤 내용을 서비스하는지 알 수 없습니다. 다음 실행에서 퍼지합니다.",
  settled: (digest, isImmutable) =>
    isImmutable
      ? `에지의 내용이 기록과 같습니다(${digest}). 이름에 콘텐츠 해시가 있으므로, 같은 이름으로 내용이 바뀔 때만 퍼지합니다.`
      : `에지의 내용이 기록과 같습니다(${digest}). 빌드에서 내용이 바뀌거나 파일이 없어지면 퍼지합니다.`,
  unsettled: (since) =>
    `${since === undefined ? "이전 실행" : since} 이후로 에지의 내용이 다를 수 있습니다. 퍼지가 수락될 때까지 실행할 때마다 퍼지합니다.`,
  gone: (since) =>
    `파일이 ${since} 이후로 없으며 퍼지하지 않았습니다. 다시 생기면 퍼지합니다. 이름에 콘텐츠 해시가 있고 내용이 같으면 퍼지하지 않습니다.`,
  noBaseline: (location, why, onMissing) =>
    `베이스라인 ${location}이 없습니다(영어 원문: ${why}). 다음 실행은 onMissingBaseline("${onMissing}")을 따릅니다.`,
  leavesAlone: (who) =>
    who === "run" ? `${aRun} 퍼지하지 않습니다.` : `플랜 ${who.plan}에 퍼지 대상으로 적혀 있지 않습니다.`,
  purges: (who, by, reason) =>
    who === "run"
      ? `${aRun} ${by === undefined ? "" : `대상 ${by}에 포함해서 `}퍼지합니다. ${reasons[reason]}`
      : `플랜 ${who.plan}에 ${by === undefined ? "" : `대상 ${by}에 포함된 `}퍼지 대상으로 적혀 있습니다(send는 보낼 때 다시 비교합니다). ${reasons[reason]}`,
  wouldFail: (error) => `${aRun} 실패합니다. ${korean.meaning(error)}`,
  unreadable: (error) => korean.meaning(error),
  reportUnreadable: "리포트를 읽을 수 없습니다.",
  didNotPurge: ({ startedAt, verdict }) =>
    `마지막 실행(${startedAt}, ${koreanVerdict(verdict)})에서 퍼지하지 않았습니다.`,
  planned: ({ startedAt, verdict }, reason) =>
    `마지막 실행(${startedAt}, ${koreanVerdict(verdict)})에서 퍼지 대상이었습니다(${wordOf(korean.reasons, reason)}).`,
  ended: ({ status, requestIds, error }) => {
    const ids = requestIds.length > 0 ? `(퍼지 ${requestIds.join(", ")})` : "";
    return `결과: ${koreanStatus(status)}${ids}${error ? `. (영어 원문: ${error.message})` : ""}`;
  },
  stillWaited: (waitingFor) => `실행이 끝났을 때 아직 기다리고 있었습니다(${wordOf(waits, waitingFor)}).`,
  unknownUrl: (servedAt, exclude) =>
    `이 URL에 해당하는 파일을 찾지 못했습니다. 사이트는 ${servedAt}에서 서비스합니다. 파일의 다른 URL은 aliases와 queries로 정해지고, ` +
    `exclude(${exclude.join(" ")})와 일치하는 파일은 제외됩니다.`,
};

// A run says nothing of these, because the error beside them does.
const waits = { ...korean.waits, accept: "퍼지가 수락되지 않았습니다" };

/** At the start of a sentence. */
const aRun = "지금 이 폴더로 실행하면";

const reasons: Readonly<Record<PurgeReason, string>> = {
  added: "새 파일이고, 없던 때의 응답이 에지에 남아 있을 수 있습니다.",
  changed: "파일이 바뀌었습니다.",
  removed: "파일이 없어졌습니다.",
  unsettled: "이전에 하지 못한 퍼지가 남아 있습니다.",
  mapping: "파일을 서비스하는 URL이 이전과 다릅니다.",
  "missing-baseline": "에지가 무엇을 서비스하는지 기록이 없습니다.",
  also: "옵션 also로 지정한 것입니다.",
};
