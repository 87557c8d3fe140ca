import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../docs/recipes");

/** The text of a page of recipes. */
export function readRecipe(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

/** The first block of code in one language on a page of recipes. */
export function codeOf(name: string, language: string): string {
  const code = new RegExp(String.raw`\`\`\`${language}\n([^]*?)\`\`\``).exec(readRecipe(name))?.[1];
  if (code === undefined) throw new Error(`docs/recipes/${name} has no ${language}.`);
  return code;
}
