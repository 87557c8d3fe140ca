import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../docs/recipes");

/** The text of a page of recipes. */
export function readRecipe(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

/** The first block of code in one language on a page of recipes. */
export function codeOf(name: string, language: string): string {
  const [code] = blocksOf(name, language);
  if (code === undefined) throw new Error(`docs/recipes/${name} has no ${language}.`);
  return code;
}

/** All blocks of code in one language on a page of recipes, in their order. */
export function blocksOf(name: string, language: string): readonly string[] {
  const blocks = readRecipe(name).matchAll(new RegExp(String.raw`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"));
  return [...blocks].map(([, code = ""]) => code);
}
