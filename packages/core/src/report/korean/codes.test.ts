import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildCodes } from "./build-codes.ts";
import type { CodeText } from "./code-text.ts";
import { koreanCodes } from "./codes.ts";
import { edgeCodes } from "./edge-codes.ts";
import { setupCodes } from "./setup-codes.ts";
import { stateCodes } from "./state-codes.ts";

const root = join(import.meta.dirname, "../../../../..");
const sources = ["core", "cli", "unplugin", "vite", "webpack"].flatMap((name) => {
  const folder = join(root, "packages", name, "src");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /(?<!\.test|\.d)\.ts$/.test(path) && !/(?:^|[\\/])(?:test|korean)[\\/]/.test(path))
    .map((path) => readFileSync(join(folder, path), "utf8"));
});

/** Names of variables, and codes that others give to errors of theirs. */
const notOurs = /^(?:GLOBAL_EDGE_PURGE|NCLOUD|AWS|GITHUB|NODE|XDG|LC|UND_ERR)_|^GLOBAL_EDGE_PURGE$/;

/** Every code that the sources print: in quotes, or a row of the table of the API's failures. */
const printed = new Set(
  sources
    .flatMap((source) => [
      ...source.matchAll(/"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)"/g),
      ...source.matchAll(/\b(?:good|notice|problem)\(\s*"([A-Z_]+)"/g),
      ...source.matchAll(/^ {2}([A-Z]+_[A-Z_]+): \{/gm),
    ])
    .map(([, code = ""]) => code)
    .filter((code) => !notOurs.test(code)),
);

describe("the catalogue", () => {
  it("has every code that is printed, and no other", () => {
    expect([...koreanCodes.keys()].toSorted()).toEqual([...printed].toSorted());
  });

  it("is what docs/ko/codes.md says: `vitest run -u` writes it anew", async () => {
    await expect(koreanPage()).toMatchFileSnapshot(join(root, "docs/ko/codes.md"));
  });

  it("has the codes of docs/ja/codes.md, and a next step where that has one", () => {
    const page = readFileSync(join(root, "docs/ja/codes.md"), "utf8");
    const entries = page.split(/^### /m).slice(1);
    const japanese = entries.map((entry) => [/^`(\w+)`/.exec(entry)?.[1], entry.includes("**次の手順**")]);
    expect(japanese).toEqual(
      sections.flatMap(([, codes]) => Object.entries(codes).map(([code, { next }]) => [code, next !== undefined])),
    );
  });
});

const sections: readonly (readonly [string, Readonly<Record<string, CodeText>>])[] = [
  ["설정: 옵션, 인증키, 플래그, 태스크 러너", setupCodes],
  ["빌드, 오리진, 사이트", buildCodes],
  ["베이스라인, 플랜, 리포트", stateCodes],
  ["에지와 API", edgeCodes],
];

function koreanPage(): string {
  const head = [
    "# 코드",
    "[English](../codes.md) · 한국어 · [日本語](../ja/codes.md)",
    "오류, 경고, `doctor`의 결과에는 코드가 붙습니다. 코드는 바뀌지 않으므로 검색하거나 스크립트에서 사용할 수 있습니다. " +
      "이 문서에서는 코드마다 무엇을 뜻하고 다음에 무엇을 하면 되는지 설명합니다. 파일 이름이나 에지 ID처럼 그때그때 다른 내용은 출력의 " +
      "영어 원문에 있습니다. [한국어로 출력하는 방법](messages.md)을 참고하십시오.",
    "자주 겪는 상황은 세 가지입니다.",
    [
      "- **너무 일찍 퍼지했을 때.** 빌드가 끝나자마자 퍼지했고(`WHEN_NOT_CHOSEN`), 파일을 업로드하기 전에 방문자가 접속한 경우입니다. 에지는 예전 " +
        '파일을 서비스합니다. 업로드한 뒤에 `npx global-edge-purge purge --report`를 실행하십시오. 그다음부터는 `when: "deploy"`를 지정하고, 업로드할 ' +
        "때마다 `npx global-edge-purge send`를 실행하십시오.",
      "- **에지 ID가 틀렸을 때.** `EDGE_NOT_PERMITTED`입니다. `npx global-edge-purge edges`를 실행해서 이 인증키로 조회할 수 있는 ID를 확인하십시오. 틀린 " +
        "에지의 기록은 `npx global-edge-purge forget --edge-id N`으로 베이스라인에서 지웁니다.",
      "- **인증키가 공개되었을 때.** 배포한 뒤의 `OUTPUT_CONTAINS_SECRET`이나 `CREDENTIALS_PUBLIC`, 또는 푸시한 `.env` " +
        "파일(`CREDENTIALS_UNIGNORED`)입니다. 콘솔에서 새 인증키를 만들어 배포하는 곳에 설정하고, 이전 인증키를 콘솔에서 삭제하십시오. 이미 내려받은 " +
        "사람이 있을 수 있으므로 파일을 지우는 것만으로는 부족합니다.",
    ].join("\n"),
  ];
  const body = sections.flatMap(([title, codes]) => [
    `## ${title}`,
    ...Object.entries(codes).flatMap(([code, { means, next }]) => [
      `### \`${code}\``,
      escaped(means),
      ...(next === undefined ? [] : [`**다음 단계**: ${escaped(next)}`]),
    ]),
  ]);
  return `${[...head, ...body].join("\n\n")}\n`;
}

/** A text as Markdown shows it. */
function escaped(text: string): string {
  return text.replaceAll(/[*_<]/g, String.raw`\$&`);
}
