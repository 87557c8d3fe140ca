import { describe, expect, it } from "vitest";
import { runInProcess } from "../test/run-in-process.ts";
import { examples } from "./examples.ts";
import { koreanExamples } from "./korean-examples.ts";
import { koreanTexts } from "./korean-texts.ts";

const LANG = "ko_KR.UTF-8";
const commands = Object.keys(examples).filter((name) => name !== "program");
const helps = [["--help"], ...commands.map((name) => [name, "--help"])];
const flagsIn = (text: string) => text.match(/--[a-z-]+(?: [<[][^\]>]+[\]>])?/g) ?? [];

/** What a help says beside each flag, argument and command, and its headings. */
function described(help: string): readonly string[] {
  const [listed = ""] = help.split(/^(?:Examples?|예):/mu);
  // What goes on below stands far to the right.
  const lines = listed.replaceAll(/\n {10,}/gu, " ").split("\n");
  return lines.flatMap((line) => {
    if (/^\S/u.test(line)) return line.includes("[") ? [line.slice(0, line.indexOf(":") + 1)] : [line];
    const text = line.replace(/^ {2}(?:-\w, )?\S+(?: [<[].*?[>\]]| \[options\].*?)? {2,}/u, "").trim();
    return text === "" ? [] : [text];
  });
}

describe("the help in Korean", () => {
  it.each(helps)("has Korean for every heading, command, argument and flag: %s %s", async (...args) => {
    const { out, exitCode } = await runInProcess(args, { env: { LANG } });
    expect(exitCode).toBe(0);
    const inEnglish = described(out).filter((text) => !/\p{Script=Hangul}/u.test(text));
    expect(inEnglish).toEqual([]);
  });

  it.each(helps)("names the same flags and values as the English one: %s %s", async (...args) => {
    const [english, korean] = [await runInProcess(args), await runInProcess(args, { env: { LANG } })];
    expect(flagsIn(korean.out).toSorted()).toEqual(flagsIn(english.out).toSorted());
  });

  it("says nothing of what is no more", async () => {
    const printed = await Promise.all(helps.map((args) => runInProcess(args)));
    const all = printed.map(({ out }) => out.replaceAll(/\s+/g, " ")).join(" ");
    const gone = Object.keys(koreanTexts).filter((text) => !all.includes(text) && !text.startsWith("(--help"));
    expect(gone).toEqual([]);
  });

  it.each(Object.keys(examples) as (keyof typeof examples)[])("shows the same commands: %s", (name) => {
    const commandsIn = (text: string) => text.match(/\$ .*$/gm)?.map((line) => line.replace(/ *#.*/, "")) ?? [];
    expect(commandsIn(koreanExamples[name])).toEqual(commandsIn(examples[name]));
    expect(koreanExamples[name]).toMatch(/\p{Script=Hangul}/u);
  });

  it("lines columns up, though a syllable takes two", async () => {
    const { out } = await runInProcess(["run", "--help"], { env: { LANG } });
    expect(out).toContain("\n에지와 인증:\n  --env <name>");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThan(130);
  });

  it.each([
    [["run", "--evn", "x"], "오류: 알 수 없는 플래그입니다: --evn\n(혹시 --env입니까?)"],
    [["snd"], "오류: 알 수 없는 명령입니다: snd\n(혹시 send입니까?)"],
    [["run", "--dir"], "오류: 플래그에 값이 필요합니다: --dir <folder>"],
    [["explain"], "오류: 인수가 없습니다: url"],
    [["run", "a", "b"], "오류: run의 인수가 너무 많습니다. 1개까지인데 2개를 지정했습니다."],
    [["init", "x"], "오류: init 명령은 인수를 받지 않는데 1개를 지정했습니다."],
  ])("says what is wrong with %j", async (args, message) => {
    const { exitCode, err } = await runInProcess(args, { env: { LANG } });
    expect([exitCode, err]).toEqual([2, expect.stringContaining(message)]);
    expect(err).toContain("(--help로 전체를 볼 수 있습니다)");
    expect(err).not.toMatch(/error:|Did you mean/);
  });
});
