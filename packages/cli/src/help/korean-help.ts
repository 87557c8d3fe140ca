import type { HelpLanguage } from "./help-language.ts";
import { koreanExamples } from "./korean-examples.ts";
import { koreanTexts } from "./korean-texts.ts";

/** What commander says of wrong arguments, and what we say of it. Names stay as they are. */
const mistakes: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.*?)'/u, "오류: 알 수 없는 플래그입니다: $1"],
  [/^error: unknown command '(.*?)'/u, "오류: 알 수 없는 명령입니다: $1"],
  [/^error: option '(.*?)' argument missing/u, "오류: 플래그에 값이 필요합니다: $1"],
  [/^error: missing required argument '(.*?)'/u, "오류: 인수가 없습니다: $1"],
  [
    /^error: too many arguments for '(.*?)'\. Expected 0 arguments but got (\d+)\./u,
    "오류: $1 명령은 인수를 받지 않는데 $2개를 지정했습니다.",
  ],
  [
    /^error: too many arguments for '(.*?)'\. Expected (\d+) arguments? but got (\d+)\./u,
    "오류: $1의 인수가 너무 많습니다. $2개까지인데 $3개를 지정했습니다.",
  ],
  [
    /^error: too many arguments\. Expected (\d+) arguments? but got (\d+)\./u,
    "오류: 인수가 너무 많습니다. $1개까지인데 $2개를 지정했습니다.",
  ],
  [/\(Did you mean one of (.*?)\?\)/u, "(혹시 이 중 하나입니까? $1)"],
  [/\(Did you mean (.*?)\?\)/u, "(혹시 $1입니까?)"],
];

export const koreanHelp: HelpLanguage = {
  text: (english) => koreanTexts[english] ?? english,
  mistake: (english) => mistakes.reduce((said, [pattern, korean]) => said.replace(pattern, korean), english),
  examples: koreanExamples,
  width: (text) => text.length + (text.match(/\p{Script=Hangul}/gu)?.length ?? 0),
};
