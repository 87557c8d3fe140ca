import type { EnvironmentVariables } from "./system.ts";

/** A language that we speak. */
export type Language = "en" | "ko";

/**
 * The language to speak: `GLOBAL_EDGE_PURGE_LANG`, else what POSIX says, the first of `LC_ALL`, `LC_MESSAGES` and `LANG`
 * that is set. English where that is none of ours.
 */
export function languageOf(env: EnvironmentVariables): Language {
  const names = ["GLOBAL_EDGE_PURGE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
  const locale = names.map((name) => env[name]?.trim() ?? "").find((value) => value !== "");
  return locale !== undefined && /^ko(?![a-z])/iu.test(locale) ? "ko" : "en";
}
