import { optionValues } from "./option-values.ts";

/** What was given in place of what must be. Numbers and `true`, `false`, `null` stay as they are. */
const kinds: Readonly<Record<string, string>> = {
  missing: "없음",
  "no number": "숫자가 아님",
  "a text": "문자열",
  "another text": "다른 문자열",
  "a list": "배열",
  "a function": "함수",
  "an object": "객체",
};

/** Whole messages, by their form. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/^there is no such option here\. There are: (.*)\.$/u, "여기에는 그런 옵션이 없습니다. 쓸 수 있는 옵션: $1"],
  [/^there is no such option\.$/u, "그런 옵션이 없습니다."],
  [
    /^is missing\. Give the number of your edge, such as (.*), or set (.*)\.$/u,
    "없습니다. 에지 ID를 $1처럼 지정하거나 $2를 설정하십시오.",
  ],
  [
    /^(".*") and (".*") both purge edge (\d+) under one base\. Give them .*$/u,
    "$1과 $2가 같은 base에서 에지 $3을 함께 퍼지합니다. 에지나 base를 다르게 하거나, 같은 베이스라인을 지정하십시오.",
  ],
];

/** What a value must be, where it is put together of parts. */
const composed: readonly (readonly [RegExp, string])[] = [
  [/^(".*"): without environments there is no other$/u, "$1. environments가 없으면 다른 환경은 없습니다"],
  [/^(".*"): environments lists no other$/u, "$1. environments에 있는 환경은 이것뿐입니다"],
  [/^an environment that environments lists, which lists none$/u, "environments에 있는 환경. 지금은 하나도 없습니다"],
  [
    /^("public" or "gov"): Global Edge is not offered on the financial site \("fin"\)$/u,
    '$1. 금융 클라우드("fin")에서는 Global Edge를 제공하지 않습니다',
  ],
  [/^(.*), not an empty text$/u, "$1. 비워 둘 수 없습니다"],
  [/^((?:"[^"]*", )*"[^"]*") or ("[^"]*")$/u, "$1 또는 $2"],
  [/^"[^"]*"$/u, "$&"],
];

/** One mistake in the options in Korean; `undefined` where only the English says it. */
export function koreanProblem(message: string): string | undefined {
  const { said = "", meant } = /^(?<said>[^]*?)(?: Did you mean "(?<meant>[^"]*)"\?)?$/u.exec(message)?.groups ?? {};
  const told = formOf(said) ?? mustBe(said);
  if (told === undefined) return undefined;
  return meant === undefined ? told : `${told} 혹시 "${meant}"입니까?`;
}

function formOf(said: string): string | undefined {
  const form = forms.find(([pattern]) => pattern.test(said));
  return form && said.replace(...form);
}

function mustBe(said: string): string | undefined {
  const { name, value, kind } =
    /^(?<name>its name )?must be (?<value>[^]*?)(?:, and is (?<kind>no number|another text|an? \w+|"[^]*"|\S+))?\.$/u.exec(
      said,
    )?.groups ?? {};
  const korean = value === undefined ? undefined : valueOf(value);
  if (korean === undefined) return undefined;
  const needed = `${name === undefined ? "필요한 값" : "필요한 이름"}: ${korean}.`;
  return kind === undefined ? needed : `${needed} 지금 값: ${kinds[kind] ?? kind}.`;
}

function valueOf(value: string): string | undefined {
  const known = optionValues[value];
  if (known !== undefined) return known;
  const form = composed.find(([pattern]) => pattern.test(value));
  if (!form) return undefined;
  const inner = optionValues[value.replace(/, not an empty text$/u, "")];
  return value.replace(...form).replace(/^.*(?=\. 비워 둘 수 없습니다$)/u, (phrase) => inner ?? phrase);
}
