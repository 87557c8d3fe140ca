import type { Amount, Coded, Effort, Words } from "../english.ts";
import { environmentFlag } from "../environment-flag.ts";
import { koreanCodes } from "./codes.ts";
import { koreanProblem } from "./option-problems.ts";
import { koreanVerdict } from "./outcomes.ts";

/** Every sentence in Korean. What has a code is told by the catalogue, and the facts of the case follow in English. */
export const korean: Words = {
  start: (environment, edgeIds) =>
    edgeIds.length === 0
      ? `Global Edge 퍼지: ${environment}`
      : `Global Edge 퍼지: ${environment}, 에지 ${edgeIds.join(", ")}`,
  wait: ({ milliseconds, reason, cause }) =>
    waiting(milliseconds, cause === undefined ? waits[reason] : `${waits[reason]} ${original(cause)}`),
  originWait: (milliseconds, unserved, files) =>
    waiting(milliseconds, `오리진이 파일 ${files}개 중 ${unserved}개를 아직 서비스하지 않습니다`),
  edgeWait: (milliseconds, stale, urls) =>
    waiting(milliseconds, `에지가 URL ${urls}개 중 ${stale}개에서 아직 예전 내용을 서비스합니다`),
  purgingAgain: (stale) => `에지가 URL ${stale}개에서 아직 예전 내용을 서비스하므로 한 번 더 퍼지합니다`,
  verified: (url, urls) => `확인 완료: ${url}의 URL ${urls}개에서 새 내용이 서비스됩니다`,
  plan: (path, { added, dropped }) => {
    const changes = [
      ...(added > 0 ? [`더 퍼지할 대상 ${added}개`] : []),
      ...(dropped > 0 ? [`더는 필요 없는 대상 ${dropped}개`] : []),
    ];
    return `플랜 ${path}${changes.length === 0 ? "" : `. 플랜을 만든 뒤 달라진 점: ${changes.join(", ")}`}`;
  },
  counts: ({ added, changed, removed, unchanged }) =>
    `추가 ${added}, 변경 ${changed}, 삭제 ${removed}, 동일 ${unchanged}`,
  reasons: {
    added: "추가",
    changed: "변경",
    removed: "삭제",
    unsettled: "미확정",
    mapping: "URL 매핑 변경",
    "missing-baseline": "베이스라인 없음",
    also: "also",
  },
  moreTargets: (number) => `외 ${number}개`,
  longSend: (number, requests, seconds) =>
    `대상 ${number.toLocaleString("en")}개를 요청 ${requests}건으로 보냅니다. 약 ${duration(seconds)} 걸립니다`,
  request: (number, total) => `요청 ${total}건 중 ${number}번째`,
  askStatus: (ids, others) =>
    `결과 확인: npx global-edge-purge status ${ids.join(" ")}${others > 0 ? ` (리포트에 ${others}개 더 있습니다)` : ""}`,
  takenOver: (paths) => `경로 ${paths}개는 다른 실행이 넘겨받아 퍼지합니다`,
  leftOut: (edgeId, owed, environment) =>
    `이번 실행에 포함되지 않은 에지 ${edgeId}에 퍼지할 경로가 ${owed}개 남아 있습니다. ` +
    `없어진 에지라면 다음 명령으로 지우십시오: npx global-edge-purge forget --edge-id ${edgeId}${environmentFlag(environment)}`,
  purged: (amount, effort) => `${targets(amount)}를 퍼지했습니다(${took(effort)}).`,
  purgedPart: (accepted, amount, effort) => `${targets(amount)} 중 ${accepted}개를 퍼지했습니다(${took(effort)}).`,
  planned: (amount, requests) =>
    `${targets(amount)}를 요청 ${requests}건으로 퍼지할 플랜을 만들었습니다. 아직 아무것도 보내지 않았습니다.`,
  wouldPurge: (amount, requests) =>
    `드라이 런: 실제로 실행하면 ${targets(amount)}를 요청 ${requests}건으로 퍼지합니다. 아무것도 보내거나 저장하지 않았습니다.`,
  sendLater: (planFile) => `새 파일을 오리진에 올린 뒤 실행하십시오: npx global-edge-purge send ${planFile}`,
  adopted: (files) => `파일 ${files}개를 에지가 서비스하는 내용으로 기록했습니다. 아무것도 보내지 않았습니다.`,
  wouldAdopt: (files) => `드라이 런: 실제로 실행하면 파일 ${files}개를 에지가 서비스하는 내용으로 기록합니다.`,
  nothing: "퍼지할 것이 없습니다. 베이스라인에 기록된 에지의 내용과 같습니다.",
  nothingPlanned: (planFile) => `플랜 ${planFile}에도 그렇게 기록했습니다.`,
  skipped: (environment, reason, message) =>
    `Global Edge 퍼지를 건너뜁니다(${environment}): ${skips[reason]} ${original(message)}`,
  notAllAccepted: (verdict, accepted, amount, effort) =>
    `${verdict === "failed" ? "실패" : "일부만 퍼지"}: ${targets(amount)} 중 ${accepted}개가 수락되었습니다(${took(effort)}).`,
  waits: {
    accept: "",
    complete: "퍼지가 완료되지 않았습니다",
    origin: "오리진이 아직 서비스하지 않습니다",
    verify: "에지가 새 내용을 서비스하는지 확인하지 못했습니다",
    quota: "시간이나 쿼터를 다 썼습니다",
    expressible: "URL 대상으로 나타낼 수 없습니다",
  },
  unsettled: (paths, waits) => {
    const why = waits.length === 0 ? "" : `(${waits.join("; ")})`;
    return `경로 ${paths}개가 아직 미확정입니다${why}. 다음 실행에서 다시 퍼지합니다.`;
  },
  batchError: (batches, error) => explained(`배치 ${batches}개: `, error),
  warning: (warning) => explained("경고: ", warning),
  failure: (error) => explained("실패: ", error),
  error: (error) => explained("오류: ", error),
  wrongOptions: ({ code, problems }) => {
    const text = koreanCodes.get(code);
    const head = text ? [`${text.means} [${code}]`, ...(text.next === undefined ? [] : [text.next])] : [];
    const list = problems.flatMap(({ path, message }) => {
      const told = koreanProblem(message);
      return told === undefined ? [] : [`  - ${path === "" ? "옵션" : path}: ${told}`];
    });
    return [...head, ...list, ...(list.length > 0 ? ["", "영어 원문:"] : [])];
  },
  ended: (verdict, environment, why) =>
    `Global Edge 퍼지가 ${verdict === "failed" ? "실패했습니다" : "일부만 수락되었습니다"}(${environment}): ${why}`,
  meaning: ({ code, message }) => {
    const text = koreanCodes.get(code);
    return text ? `${text.means} ${original(message)}` : message;
  },
  advice: ({ code, next }) => koreanCodes.get(code)?.next ?? next,
  staysUnsettled: (paths) => `경로 ${paths}개가 미확정으로 남았습니다.`,
  waitForNext: '빠진 것은 다음 빌드에서 퍼지합니다. onFailure: "warn"이면 빌드는 계속됩니다.',
  goesOn: 'onFailure가 "warn"이므로 빌드는 계속됩니다.',
  forgot: (edgeId, paths, baseline) => `에지 ${edgeId}와 그 경로 ${paths}개의 기록을 지웠습니다: ${baseline}`,
  wouldForget: (edgeId, paths, baseline) =>
    `드라이 런: 실제로 실행하면 에지 ${edgeId}와 그 경로 ${paths}개의 기록을 지웁니다: ${baseline}`,
  notKnown: (edgeId, baseline) => `${baseline}에 에지 ${edgeId}의 기록이 없습니다.`,
  purgeAll: (edgeIds) =>
    `에지 ${edgeIds.join(", ")}의 콘텐츠를 전부 퍼지할까요? 최대 40분이 걸리며, 그동안 방문자는 오리진의 응답을 기다려야 합니다.`,
  again: (startedAt, verdict) => `${startedAt}에 실행하면서(${koreanVerdict(verdict)}) 퍼지한 대상을 다시 퍼지합니다:`,
  nothingPurged: "아무것도 퍼지하지 않았습니다.",
  finding: (finding) => explained({ good: "정상  ", notice: "알림  ", problem: "문제  " }[finding.level], finding),
};

const skips: Readonly<Record<Parameters<Words["skipped"]>[1], string>> = {
  disabled: "퍼지가 꺼져 있습니다.",
  "environment-not-listed": "environments에 없는 환경입니다.",
  "pull-request": "풀 리퀘스트의 빌드입니다.",
  "no-credentials": "인증키가 없습니다.",
  "build-failed": "빌드가 실패했으므로 아무것도 퍼지하지 않습니다.",
  watch: "watch 재빌드입니다.",
  dev: "개발 서버입니다.",
  "server-build": "서버용 빌드입니다.",
  library: "라이브러리 빌드입니다.",
  "not-production": "프로덕션 빌드가 아닙니다.",
};

const waits: Readonly<Record<Parameters<Words["wait"]>[0]["reason"], string>> = {
  quota: "1분 동안 보낼 수 있는 요청을 다 썼습니다",
  "used-elsewhere": "다른 곳에서 이 계정의 요청 쿼터를 쓰고 있습니다",
  retry: "이전 시도가 실패했습니다",
  completion: "퍼지가 진행 중입니다",
};

function waiting(milliseconds: number, reason: string): string {
  return `${Math.ceil(milliseconds / 1000)}초 기다립니다: ${reason}`;
}

/** What the code means and what to do, then the message as it is: only that has the facts of the case. */
function explained(mark: string, { code, message, next }: Coded): readonly string[] {
  const text = koreanCodes.get(code);
  const facts = next === undefined ? message : `${message} ${next}`;
  if (!text) return [`${mark}${facts} [${code}]`];
  return [`${mark}${text.means} [${code}]`, ...(text.next === undefined ? [] : [text.next]), original(facts)];
}

function original(message: string): string {
  return `(영어 원문: ${message})`;
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds}초` : `${Math.round(seconds / 60)}분`;
}

function targets({ targets: number, edges }: Amount): string {
  return edges < 2 ? `대상 ${number}개` : `에지 ${edges}개의 대상 ${number}개`;
}

function took({ requests, milliseconds }: Effort): string {
  return `요청 ${requests}건, ${(milliseconds / 1000).toFixed(1)}초`;
}
