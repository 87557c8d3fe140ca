import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const page = readFileSync(join(import.meta.dirname, "../docs/mutants.md"), "utf8");
const cellsOf = (row: string) => row.split(/(?<!\\)\|/u).map((cell) => cell.trim());

/** Each room with its counts and its survivors, as `npm run mutants` wrote them. */
const rooms = page
  .split(/^## /mu)
  .slice(1)
  .map((section) => {
    const [, name = "", mutants, killed] = /^(.+)\n\n(\d+) mutants, (\d+) killed/u.exec(section) ?? [];
    const survivors = section
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map(cellsOf);
    return { name, mutants: Number(mutants), killed: Number(killed), survivors };
  });

describe("what became of mutants", () => {
  it.each(rooms)("more than nine of ten were killed in $name, and the others have a reason to live", (room) => {
    expect(room.killed / room.mutants).toBeGreaterThan(0.9);
    expect(room.survivors).toHaveLength(room.mutants - room.killed);
    expect(room.survivors.filter(([, , , reason]) => !reason)).toEqual([]);
  });
});
