import type { EnvironmentVariables } from "../system/system.ts";
import { languageOf } from "../system/language.ts";
import { english } from "./english.ts";
import type { Words } from "./words.ts";

/** The words of that language. Those that nobody reads are not loaded. */
export async function loadWords(env: EnvironmentVariables): Promise<Words> {
  return languageOf(env) === "ko" ? (await import("./korean/korean.ts")).korean : english;
}
