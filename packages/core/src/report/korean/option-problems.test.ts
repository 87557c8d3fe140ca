import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseOptions } from "../../options/parse-options.ts";
import { koreanProblem } from "./option-problems.ts";
import { optionValues } from "./option-values.ts";

const sources = ["options/schema.ts", "options/base.ts", "net/address.ts", "options/s3-location.ts", "options/env.ts"];

/** The phrases that follow "must be" and stand in one piece in a source. */
const phrases = sources.flatMap((path) => {
  const source = readFileSync(join(import.meta.dirname, "../..", path), "utf8");
  const written =
    /(?:error:|problem:|text\(|parsedText\(|group\([\w.]+,|const (?:anEdgeId|aTarget|aStore|form|offered) =)\s*(?<phrase>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/gu;
  return [...source.matchAll(written)].map(({ groups }) => {
    const phrase = groups?.["phrase"] ?? "";
    return phrase.slice(1, -1).replaceAll("\\\\", "\\");
  });
});

const wrong = {
  edgeId: "one",
  edgId: 1,
  site: "fin",
  credentials: { accessKey: "", secret: "x" },
  base: { assets: "a//b", pages: true },
  include: [],
  purge: ["chnged"],
  aliases: "cleen",
  queries: ["?v=1"],
  also: { "": ["nowhere"] },
  baseline: "http://x",
  retry: { minDelay: 9, maxDelay: 1 },
  wait: { timeout: 3e9 },
  origin: { url: "ftp://x" },
  budget: Number.NaN,
  endpoint: "http://example.com",
  outputDirectory: " ",
  environments: { "a b": {}, staging: { dryRun: "yes" }, Staging: null },
};

describe("mistakes in the options, in Korean", () => {
  it.each(phrases)("say what must be: %s", (phrase) => {
    // The first half of one that goes on in another line.
    const whole = Object.keys(optionValues).find(
      (known) => known === phrase || (phrase.endsWith(" ") && known.startsWith(phrase)),
    );
    expect(koreanProblem(`must be ${whole ?? phrase}.`)).toMatch(/^필요한 값: .*(?:\p{Script=Hangul}|URL|Key|"gov")/u);
  });

  it("are all told, with every name", () => {
    const parsed = parseOptions(wrong);
    const problems = "problems" in parsed ? parsed.problems : [];
    expect(problems.length).toBeGreaterThan(18);
    for (const { message } of problems) {
      const korean = koreanProblem(message);
      expect(korean, message).toBeDefined();
      const names = message.match(/"[^"]*"|\d+/g) ?? [];
      for (const name of names) expect(korean).toContain(name);
    }
  });

  it.each([
    [
      'must be "mutable", "all" or "error", and is another text. Did you mean "all"?',
      '필요한 값: "mutable", "all" 또는 "error". 지금 값: 다른 문자열. 혹시 "all"입니까?',
    ],
    [
      "must be a positive whole number, such as 11197, or a list of them, and is a text.",
      "필요한 값: 양의 정수(예: 11197) 또는 그 배열. 지금 값: 문자열.",
    ],
    [
      'must be "production": without environments there is no other. Did you mean "production"?',
      '필요한 값: "production". environments가 없으면 다른 환경은 없습니다. 혹시 "production"입니까?',
    ],
    ["must be a secret key, not an empty text.", "필요한 값: Secret Key. 비워 둘 수 없습니다."],
    [
      "is missing. Give the number of your edge, such as edgeId: 11197, or set GLOBAL_EDGE_PURGE_EDGE_ID.",
      "없습니다. 에지 ID를 edgeId: 11197처럼 지정하거나 GLOBAL_EDGE_PURGE_EDGE_ID를 설정하십시오.",
    ],
    ["something that nobody translated.", undefined],
  ])("%s", (message, korean) => {
    expect(koreanProblem(message)).toBe(korean);
  });
});
