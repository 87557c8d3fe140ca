import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startSite } from "./test/start-site.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/ko/messages.md"), "utf8");
const LANG = "ko_KR.UTF-8";

describe("the command line in Korean", () => {
  it("prints what docs/ko/messages.md shows", async () => {
    const [sample = ""] = /(?<=^```\n)\$ [^]*?(?=\n```$)/m.exec(page) ?? [];
    const files = { "dist/index.html": "1", "dist/가격표.txt": "1", "dist/about/index.html": "1" };
    const { cli, write, folder } = await startSite(files, { edges: [{ edgeId: 11197 }] });
    await cli(["run", "--dir", "dist", "--edge-id", "11197", "--adopt"]);
    write("dist/index.html", "2");
    write("dist/가격표.txt", "2");
    const commands = sample.match(/(?<=^\$ npx global-edge-purge ).*$/gm) ?? [];
    expect(commands).toHaveLength(3);
    const printed: string[] = [];
    for (const command of commands) {
      const { err } = await cli(command.split(" "), { env: { LANG } });
      printed.push(`$ npx global-edge-purge ${command}\n${err}`);
    }
    const timeless = (text: string) =>
      text
        .replaceAll(folder, "/site")
        .replaceAll(/\d+\.\d초/g, "0.0초")
        .trimEnd();
    expect(timeless(printed.join("\n"))).toBe(timeless(sample));
  });

  it("says the same codes and exit codes, and the same JSON, in both languages", async () => {
    const { cli } = await startSite({ "dist/index.html": "1" });
    for (const args of [
      ["run", "--dir", "dist"],
      ["run", "--dir", "missing", "--edge-id", "1"],
      ["doctor", "--edge-id", "1"],
      ["status", "99"],
    ]) {
      const english = await cli(args);
      const korean = await cli(args, { env: { LANG } });
      const codes = ({ out, err }: typeof english) => `${err}${out}`.match(/(?<=\[)[A-Z_]+(?=\])/g) ?? [];
      expect(korean.exitCode).toBe(english.exitCode);
      expect(codes(korean)).toEqual(expect.arrayContaining(codes(english)));
      expect(`${korean.err}${korean.out}`).toMatch(/\p{Script=Hangul}/u);
    }
    const json = async (env: object) =>
      JSON.parse((await cli(["doctor", "--edge-id", "1", "--json"], { env: { ...env } })).out);
    expect(await json({ LANG })).toEqual(await json({}));
  });

  it("explains a URL, and answers programs in English", async () => {
    const { cli, write } = await startSite({ "dist/index.html": "1" });
    await cli(["run", "--dir", "dist", "--edge-id", "1"]);
    write("dist/index.html", "2");
    const explain = ["explain", "/", "--dir", "dist", "--edge-id", "1"];
    const { out } = await cli(explain, { env: { LANG } });
    expect(out.split("\n").slice(0, 3)).toEqual([
      "/",
      "  베이스라인  에지의 내용이 기록과 같습니다(6b86b273ff34). 빌드에서 내용이 바뀌거나 파일이 없어지면 퍼지합니다. (index.html, 에지 1)",
      "  빌드        지금 이 폴더로 실행하면 퍼지합니다. 파일이 바뀌었습니다. (index.html)",
    ]);
    const json = async (env: object) => JSON.parse((await cli([...explain, "--json"], { env: { ...env } })).out);
    expect(await json({ LANG })).toEqual(await json({}));
  });

  it("tells mistakes in the options in Korean, above the list of them", async () => {
    const { cli } = await startSite({ "dist/index.html": "1" });
    const { exitCode, err } = await cli(["run", "--dir", "dist"], { env: { GLOBAL_EDGE_PURGE_LANG: "ko" } });
    expect(exitCode).toBe(2);
    expect(err.split("\n").slice(0, 6)).toEqual([
      "에지 ID가 없습니다. [EDGE_ID_MISSING]",
      "옵션 edgeId, 플래그 --edge-id, 환경 변수 GLOBAL_EDGE_PURGE_EDGE_ID 중 하나로 지정하십시오.",
      "  - --edge-id (edgeId): 없습니다. 에지 ID를 --edge-id 11197처럼 지정하거나 GLOBAL_EDGE_PURGE_EDGE_ID를 설정하십시오.",
      "",
      "영어 원문:",
      "Global Edge purge cannot start:",
    ]);
  });

  it("says in Korean why a run is skipped", async () => {
    const { cli } = await startSite({ "dist/index.html": "1" });
    const { err } = await cli(["run", "--dir", "dist", "--edge-id", "1"], { env: { LANG, GLOBAL_EDGE_PURGE: "0" } });
    expect(err).toBe(
      "Global Edge 퍼지를 건너뜁니다(production): 퍼지가 꺼져 있습니다. (영어 원문: GLOBAL_EDGE_PURGE=0 turns it off.)\n",
    );
  });

  it("says in Korean that the summary of a job cannot be written", async () => {
    const { cli, folder } = await startSite({ "dist/index.html": "1" });
    const env = { LANG, GITHUB_STEP_SUMMARY: folder };
    const { err } = await cli(["run", "--dir", "dist", "--edge-id", "1"], { env });
    expect(err).toContain(
      "경고: GitHub Actions의 작업 요약을 저장할 수 없습니다. 이미 한 퍼지에는 영향이 없습니다. [SUMMARY_UNWRITABLE]",
    );
  });
});
