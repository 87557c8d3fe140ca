import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inertText } from "./inert-text.ts";
import { createLogger } from "./logger.ts";

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "\u001b[2J",
      "\u009b31m",
      "\u202e",
      "\u2066",
      "\r",
      "\n",
      "\r\n",
      "\t",
      "::",
      ":",
      "##[",
      "#",
      "##vso[",
      " ",
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
  ),
});

describe("inertText", () => {
  it.each([
    ["  changed  /한글/👩‍👩‍👧.html\n\tnext\r\n", "  changed  /한글/👩‍👩‍👧.html\n\tnext\r\n"],
    ["\u001b[2J\u009b31m\u0007\u007f", String.raw`\u001b[2J\u009b31m\u0007\u007f`],
    ["a\u202egnp.js\u2069", String.raw`a\u202egnp.js\u2069`],
    ["one\rtwo\r\n", "one\\u000dtwo\r\n"],
    ["::error::x\n  ::set-output name=a::b\na::b", "\\u003a:error::x\n  \\u003a:set-output name=a::b\na::b"],
    ["a ##[error]x ##vso[task.setvariable]y ## [z]", "a #\\u0023[error]x #\\u0023vso[task.setvariable]y ## [z]"],
  ])("%j is written as %j", (text, written) => {
    expect(inertText(text)).toBe(written);
  });

  it("holds nothing that steers, and changes nothing a second time", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const written = inertText(text);
        expect(written.replaceAll(/\r?\n|\t/gu, "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
        expect(written.split("\n").filter((line) => /^\s*::|##\[|##vso\[/u.test(line))).toEqual([]);
        expect(inertText(written)).toBe(written);
      }),
    );
  });

  it("leaves JSON what it means", () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), (value) => {
        expect(JSON.parse(inertText(JSON.stringify(value, null, 2)))).toEqual(value);
      }),
    );
  });

  it("is what a logger writes", () => {
    let written = "";
    createLogger("info", (text) => (written += text)).info("\u001b[31mred\n::error::no");
    expect(written).toBe("\\u001b[31mred\n\\u003a:error::no\n");
  });
});
