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
const notOurs = /^(?:GLOBAL_EDGE_PURGE|NCLOUD|AWS|NODE|XDG|LC|UND_ERR)_|^GLOBAL_EDGE_PURGE$/;

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
  ["엣지와 API", edgeCodes],
];

function koreanPage(): string {
  const head = [
    "# 코드",
    "한국어 · [日本語](../ja/codes.md)",
    "오류, 경고, `doctor`의 결과에는 코드가 붙습니다. 코드는 바뀌지 않으므로 검색하거나 스크립트에서 쓸 수 있습니다. " +
      "여기에는 코드가 무엇을 뜻하고 다음에 무엇을 하면 되는지 적혀 있습니다. 파일 이름이나 엣지 ID처럼 그때그때 다른 내용은 출력의 " +
      "영어 원문에 있습니다. [한국어로 출력하는 방법](messages.md)을 참고하십시오.",
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
