import { describe, expect, it } from "vitest";
import { emptyReport } from "../../test/empty-report.ts";
import { describeEnd, describeFailure, describePlan, describeWarning } from "../describe.ts";
import { english } from "../english.ts";
import type { PurgeReport } from "../purge-report.ts";
import type { Words } from "../words.ts";
import { koreanCodes } from "./codes.ts";
import { korean } from "./korean.ts";

const amount = { targets: 70, edges: 2 };
const effort = { requests: 31, milliseconds: 42_000 };
const coded = { code: "EDGE_QUOTA", message: "A message.", next: "A step." };
const unknown = { ...coded, code: "NOT_IN_THE_CATALOGUE" };

/** One call of every sentence that takes facts. */
const samples: {
  readonly [Name in keyof Words as Words[Name] extends Function ? Name : never]: (words: Words) => unknown;
} = {
  start: ({ start }) => start("staging", [11, 22]),
  wait: ({ wait }) => wait({ reason: "retry", milliseconds: 51_000, cause: "a reason" }),
  originWait: ({ originWait }) => originWait(51_000, 61, 71),
  edgeWait: ({ edgeWait }) => edgeWait(51_000, 61, 71),
  purgingAgain: ({ purgingAgain }) => purgingAgain(51),
  verified: ({ verified }) => verified("https://example.test", 51),
  plan: ({ plan }) => plan("plan.json", { added: 51, dropped: 61 }),
  counts: ({ counts }) => counts({ added: 51, changed: 61, removed: 71, unchanged: 81 }),
  moreTargets: ({ moreTargets }) => moreTargets(51),
  longSend: ({ longSend }) => `${longSend(5100, 61, 71)} ${longSend(51, 61, 180)}`,
  request: ({ request }) => request(51, 61),
  askStatus: ({ askStatus }) => askStatus(["51", "61"], 71),
  takenOver: ({ takenOver }) => takenOver(51),
  leftOut: ({ leftOut }) => leftOut(51, 61, "staging"),
  purged: ({ purged }) => purged(amount, effort),
  purgedPart: ({ purgedPart }) => purgedPart(51, amount, effort),
  planned: ({ planned }) => planned(amount, 51),
  wouldPurge: ({ wouldPurge }) => wouldPurge(amount, 51),
  sendLater: ({ sendLater }) => sendLater("plan.json"),
  adopted: ({ adopted }) => adopted(51),
  wouldAdopt: ({ wouldAdopt }) => wouldAdopt(51),
  nothingPlanned: ({ nothingPlanned }) => nothingPlanned("plan.json"),
  skipped: ({ skipped }) => skipped("staging", "disabled", "a reason"),
  notAllAccepted: ({ notAllAccepted }) => notAllAccepted("partial", 51, amount, effort),
  unsettled: ({ unsettled }) => unsettled(51, []),
  batchError: ({ batchError }) => batchError(51, coded),
  warning: ({ warning }) => warning(coded),
  failure: ({ failure }) => failure(coded),
  error: ({ error }) => error(coded),
  wrongOptions: ({ wrongOptions }) => wrongOptions({ ...coded, code: "EDGE_ID_MISSING", problems: [] }),
  ended: ({ ended }) => ended("failed", "staging", "a reason"),
  meaning: ({ meaning }) => meaning(coded),
  advice: ({ advice }) => advice(coded),
  staysUnsettled: ({ staysUnsettled }) => staysUnsettled(51),
  forgot: ({ forgot }) => forgot(51, 61, "baseline.json"),
  wouldForget: ({ wouldForget }) => wouldForget(51, 61, "baseline.json"),
  notKnown: ({ notKnown }) => notKnown(51, "baseline.json"),
  purgeAll: ({ purgeAll }) => purgeAll([51, 61]),
  again: ({ again }) => again("2026-11-28", "partial"),
  finding: ({ finding }) => finding({ ...coded, level: "problem" }),
};

/** Numbers, codes, names of files and commands: what a translation must not lose. */
function facts(said: unknown): readonly string[] {
  return (
    String(said).match(/\d+(?:\.\d+)?|[A-Z]+_[A-Z_]+|[a-z]+\.json|--[a-z-]+|staging|a reason|A message\.|A step\./g) ??
    []
  );
}

describe("the Korean words", () => {
  it.each(Object.entries(samples))("say %s in Korean, with every fact", (name, say) => {
    const said = String(say(korean));
    expect(said).toMatch(/\p{Script=Hangul}/u);
    const isShortened = name === "advice" || name === "wrongOptions";
    expect(facts(said)).toEqual(expect.arrayContaining(isShortened ? [] : [...facts(say(english))]));
  });

  it("leave what has no Korean in English, with its code", () => {
    expect(korean.warning(unknown)).toEqual(["경고: A message. A step. [NOT_IN_THE_CATALOGUE]"]);
    expect(korean.meaning(unknown)).toBe("A message.");
    expect(korean.advice(unknown)).toBe("A step.");
    expect(korean.wrongOptions({ ...unknown, problems: [] })).toEqual([]);
  });

  it.each([...koreanCodes])("say in Korean, in whole sentences, what %s means", (_, { means, next = "하십시오." }) => {
    expect(means).toMatch(/니다\.$/u);
    expect(next).toMatch(/(?:니다|십시오)\.$/u);
  });
});

describe("a run in Korean", () => {
  const target = (name: string, reason: "changed" | "missing-baseline") =>
    ({ target: name, type: "URL", edgeIds: [11197], reason }) as const;
  const batch = { id: "b", edgeId: 11197, type: "URL", targets: ["/a"] } as const;

  it("lists what is sent, in columns as a terminal shows them", () => {
    const targets = [target("/a", "changed"), target("/b", "missing-baseline")];
    const counts = { added: 0, changed: 2, removed: 0, unchanged: 1 };
    expect(describePlan(korean, { counts, targets, estimate: { requests: 1, seconds: 0 } }, false).split("\n")).toEqual(
      ["  추가 0, 변경 2, 삭제 0, 동일 1", "  변경             /a", "  베이스라인 없음  /b"],
    );
  });

  it("ends with what went wrong, and the facts in English below", () => {
    const error = { code: "EDGE_UNAVAILABLE", message: "The API is down.", next: "Build again later." } as const;
    const report: PurgeReport = {
      ...emptyReport,
      verdict: "failed",
      targets: [target("/a", "changed")],
      batches: [{ ...batch, status: "failed", requestIds: [], attempts: 5 }],
      counts: { ...emptyReport.counts, unsettled: 1 },
      unsettled: [{ assetPath: "a", edgeId: 11197, waitingFor: "origin" }],
    };
    const receipts = [{ batch, status: "failed", requestIds: [], attempts: 5, error }] as const;
    expect(describeEnd(korean, report, { outcomes: [], receipts }).split("\n")).toEqual([
      "실패: 대상 1개 중 0개가 수락되었습니다(요청 5건, 1.2초).",
      "  배치 1개: Global Edge 서비스가 API Gateway에 응답하지 않았습니다. [EDGE_UNAVAILABLE]",
      "    나중에 다시 실행하십시오. 계속되면 trace id와 함께 네이버 클라우드에 문의하십시오.",
      "    (영어 원문: The API is down. Build again later.)",
      "  경로 1개가 아직 미확정입니다(오리진이 아직 서비스하지 않습니다). 다음 실행에서 다시 퍼지합니다.",
    ]);
  });

  it("tells warnings and failures with the next step", () => {
    const found = { code: "STATE_FILE_OLD", message: "x is old." };
    expect(describeWarning(korean, found)).toBe(
      "  경고: 이 도구의 이전 버전이 상태를 저장하던 파일이 남아 있습니다. 이제는 읽지 않습니다. [STATE_FILE_OLD]\n" +
        "    그 파일을 지우십시오.\n    (영어 원문: x is old.)",
    );
    expect(describeFailure(korean, { code: "EDGE_TIMEOUT", message: "Late.", next: "Wait." })).toBe(
      "실패: 제시간에 응답이 없었습니다. [EDGE_TIMEOUT]\n  네트워크를 확인한 뒤 다시 실행하십시오.\n  (영어 원문: Late. Wait.)",
    );
  });
});
