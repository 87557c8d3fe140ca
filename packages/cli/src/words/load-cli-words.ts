import type { EnvironmentVariables } from "@global-edge-purge/core";
import { languageOf } from "@global-edge-purge/core/option-table";
import type { CliWords } from "./cli-words.ts";
import { english } from "./english.ts";

/** The command line's own words in the language that the environment asks for. Those that nobody reads are not loaded. */
export async function loadCliWords(env: EnvironmentVariables): Promise<CliWords> {
  return languageOf(env) === "ko" ? (await import("./korean.ts")).korean : english;
}
