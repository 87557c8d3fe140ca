import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const docs = join(import.meta.dirname, "..", "..", "docs");

/** `| what was tried | what came of it | [file](path): words of the test |` */
const rows = [
  ...readFileSync(join(docs, "attacks.md"), "utf8").matchAll(
    /^\| (?!-|attack )(.+?) \| (.+?) \| \[.+?\]\((.+?)\): (.+?) +\|$/gmu,
  ),
].map(([, attack = "", result = "", path = "", words = ""]) => ({
  attack: attack.trim(),
  result: result.trim(),
  path,
  words,
}));

describe("docs/attacks.md", () => {
  it("tells of at least fifty, each once", () => {
    expect(rows.length).toBeGreaterThanOrEqual(50);
    expect(new Set(rows.map(({ attack }) => attack)).size).toBe(rows.length);
    const lines = readFileSync(join(docs, "attacks.md"), "utf8").match(/^\| (?!-|attack )/gmu) ?? [];
    expect(lines).toHaveLength(rows.length);
  });

  it.each(rows)("names a test for: $attack", ({ path, words }) => {
    expect(readFileSync(join(docs, path), "utf8")).toContain(words);
  });
});
