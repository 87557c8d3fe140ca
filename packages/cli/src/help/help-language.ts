import { languageOf } from "@global-edge-purge/core/option-table";
import type { EnvironmentVariables } from "@global-edge-purge/core";
import { examples } from "./examples.ts";

/** How the help is told. */
export interface HelpLanguage {
  /** A heading, or what a command, an argument or a flag does; English goes in. */
  readonly text: (english: string) => string;
  /** What is wrong with the arguments; the English of commander goes in. */
  readonly mistake: (english: string) => string;
  readonly examples: typeof examples;
  /** How many columns of a terminal a text takes; absent where each character takes one. */
  readonly width?: (text: string) => number;
}

/** The language that the environment asks for. Help is there at once: what nobody reads is not loaded. */
export async function loadHelp(env: EnvironmentVariables): Promise<HelpLanguage> {
  if (languageOf(env) === "ko") return (await import("./korean-help.ts")).koreanHelp;
  return { text: (english) => english, mistake: (english) => english, examples };
}
