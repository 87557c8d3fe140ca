import { describe, expect, it } from "vitest";
import { createProgress } from "./progress.ts";

describe("progress", () => {
  it("is a line of a log now and then", () => {
    let now = 0;
    const lines: string[] = [];
    const progress = createProgress({ info: (text) => void lines.push(text) }, { now: () => now }, undefined);
    for (now = 0; now <= 90_000; now += 6000) progress.tell(`at ${now}`);
    expect(lines).toEqual(["at 30000", "at 60000", "at 90000"]);
    expect(progress.isRewritten).toBe(false);
  });

  it("is one line of a terminal, which no text can break out of", () => {
    const shown: string[] = [];
    const info = () => expect.unreachable();
    const progress = createProgress({ info }, { now: () => 0 }, (line) => void shown.push(line));
    progress.tell("one");
    progress.tell("two\u001B[2J");
    expect(shown).toEqual(["one", String.raw`two\u001b[2J`]);
    expect(progress.isRewritten).toBe(true);
  });
});
