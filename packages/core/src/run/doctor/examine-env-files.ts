import { publishedCredentials } from "../../options/published-names.ts";
import { problem, type Finding } from "./finding.ts";

/**
 * Keys in `.env` files under names that bundlers write into what visitors download.
 *
 * @param readText a file of the project; `undefined` where there is none
 */
export function examineEnvFiles(mode: string, readText: (name: string) => string | undefined): readonly Finding[] {
  const names = [".env", ".env.local", `.env.${mode}`, `.env.${mode}.local`];
  return names.flatMap((file) =>
    publishedCredentials(variablesIn(readText(file) ?? ""), []).map(({ name, prefix }) =>
      problem(
        "CREDENTIALS_PUBLIC",
        `${file} holds a key as ${name}, and bundlers write variables that start with "${prefix}" into the files visitors download.`,
        "Give the variable a name without that prefix. If a build with it was ever deployed, replace the key.",
      ),
    ),
  );
}

function variablesIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^\s*(?:export\s+)?(\w+)\s*=[ \t]*(.*)$/gmu)].map(([, name = "", value = ""]) => [name, value]),
  );
}
