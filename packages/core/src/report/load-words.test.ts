import { describe, expect, it } from "vitest";
import type { EnvironmentVariables } from "../system/system.ts";
import { languageOf } from "../system/language.ts";
import { loadWords } from "./load-words.ts";

describe("the language", () => {
  it.each<[EnvironmentVariables, string]>([
    [{}, "en"],
    [{ LANG: "C.UTF-8" }, "en"],
    [{ LANG: "ko_KR.UTF-8" }, "ko"],
    [{ LANG: "ko" }, "ko"],
    [{ LANG: "kok_IN.UTF-8" }, "en"],
    [{ LANG: "ko_KR.UTF-8", LC_MESSAGES: "en_US.UTF-8" }, "en"],
    [{ LANG: "en_US.UTF-8", LC_MESSAGES: "ko_KR.UTF-8" }, "ko"],
    [{ LANG: "ko_KR.UTF-8", LC_MESSAGES: "ko_KR.UTF-8", LC_ALL: "C" }, "en"],
    [{ LANG: "ko_KR.UTF-8", LC_ALL: "" }, "ko"],
    [{ LANG: "ko_KR.UTF-8", GLOBAL_EDGE_PURGE_LANG: "en" }, "en"],
    [{ LC_ALL: "C", GLOBAL_EDGE_PURGE_LANG: " ko " }, "ko"],
  ])("of %j is %s", async (env, language) => {
    expect(languageOf(env)).toBe(language);
    expect((await loadWords(env)).start("production", [])).toMatch(language === "ko" ? /퍼지/ : /purge/);
  });
});
