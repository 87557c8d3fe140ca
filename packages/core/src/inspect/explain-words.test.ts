import { describe, expect, it } from "vitest";
import { explainEnglish } from "./explain-english.ts";
import { explainKorean } from "./explain-korean.ts";
import { type ExplainWords, loadExplainWords } from "./explain-words.ts";

const error = { code: "BASELINE_UNREADABLE", message: "A message 51.", next: "A step." };
const report = { startedAt: "2026-11-28T01:02:03Z", verdict: "partial", targets: [], batches: [], unsettled: [] };
const batch = { edgeId: 1, type: "URL" as const, targets: [], status: "failed", requestIds: ["51", "61"], error };

/** One call of every sentence that takes facts. */
const samples: {
  readonly [Name in keyof ExplainWords as ExplainWords[Name] extends Function ? Name : never]: (
    words: ExplainWords,
  ) => readonly string[];
} = {
  settled: ({ settled }) => [settled("52095d791e7a", false), settled("52095d791e7a", true)],
  unsettled: ({ unsettled }) => [unsettled("2026-11-28"), unsettled(undefined)],
  gone: ({ gone }) => [gone("2026-11-28")],
  noBaseline: ({ noBaseline }) => [noBaseline("state.json", "there is none yet", "mutable")],
  leavesAlone: ({ leavesAlone }) => [leavesAlone("run"), leavesAlone({ plan: "plan.json" })],
  purges: ({ purges }) =>
    (["added", "changed", "removed", "unsettled", "mapping", "missing-baseline", "also"] as const).flatMap((reason) => [
      purges("run", undefined, reason),
      purges({ plan: "plan.json" }, "/app/51", reason),
    ]),
  wouldFail: ({ wouldFail }) => [wouldFail(error)],
  unreadable: ({ unreadable }) => [unreadable(error)],
  didNotPurge: ({ didNotPurge }) => [didNotPurge(report)],
  planned: ({ planned }) => [planned(report, "changed")],
  ended: ({ ended }) => [ended(batch)],
  stillWaited: ({ stillWaited }) => [stillWaited("origin")],
  unknownUrl: ({ unknownUrl }) => [unknownUrl("/docs/", ["**/*.map"])],
};

/** Numbers, files, options and paths: what a translation must not lose. */
const facts = (said: string) => said.match(/\d[\da-f-]+|[a-z]+\.json|onMissing\w+|\/[a-z]+\/\d*|A message/g) ?? [];

describe("what is said of a URL", () => {
  it.each(Object.entries(samples))("says %s in Korean, with every fact", (_, say) => {
    const [english, korean] = [say(explainEnglish), say(explainKorean)];
    for (const [index, said] of korean.entries()) {
      expect(said).toMatch(/\p{Script=Hangul}/u);
      expect(facts(said)).toEqual(expect.arrayContaining([...facts(english[index] ?? "")]));
    }
  });

  it("says in Korean what needs no fact", () => {
    const said = Object.values(explainKorean).filter((word) => typeof word === "string");
    for (const sentence of said) expect(sentence).toMatch(/니다\.$/u);
    expect(said).toHaveLength(3);
  });

  it("says in Korean, too, how a run ended and why it purged", () => {
    expect(explainKorean.planned(report, "missing-baseline")).toBe(
      "마지막 실행(2026-11-28T01:02:03Z, 일부만 퍼지함)에서 퍼지 대상이었습니다(베이스라인 없음).",
    );
    expect(explainKorean.ended({ ...batch, status: "accepted", error: undefined })).toBe("결과: 수락됨(퍼지 51, 61)");
    expect(explainKorean.stillWaited("origin")).toContain("(오리진이 아직 서비스하지 않습니다)");
    expect(explainKorean.didNotPurge({ ...report, verdict: "of a later version" })).toContain("of a later version");
  });

  it("promises nothing of a plan: what was sent of it is not sent again", () => {
    expect(explainEnglish.purges({ plan: "p.json" }, undefined, "changed")).toBe(
      "The plan p.json lists it: the file changed. send compares again when it sends.",
    );
    expect(explainKorean.purges({ plan: "p.json" }, undefined, "changed")).toBe(
      "플랜 p.json에 퍼지 대상으로 적혀 있습니다(send는 보낼 때 다시 비교합니다). 파일이 바뀌었습니다.",
    );
  });

  it("follows the environment", async () => {
    expect(await loadExplainWords({ LANG: "ko_KR.UTF-8" })).toBe(explainKorean);
    expect(await loadExplainWords({})).toBe(explainEnglish);
  });
});
