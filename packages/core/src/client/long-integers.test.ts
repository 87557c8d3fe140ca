import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteLongIntegers } from "./long-id.ts";

/** JSON text of a value in which a bigint stands for an integer of any length. */
function write(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(write).join(" , ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${write(field)}`);
  return `{${fields.join(",")}}`;
}

/** The same value with its long integers as text. */
function expected(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, expected(field)]));
}

const leaf = fc.oneof(
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
  fc.string({ unit: "binary" }),
  fc.constantFrom('"', "\\", '\\"9007199254740993', "9007199254740993", ": 9007199254740993,", true, false, null),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
);
const name = fc.string().filter((text) => text !== "__proto__");
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("tree")), fc.dictionary(name, tie("tree"))),
}));

describe("quoteLongIntegers", () => {
  it("keeps every digit of long integers and every other value as it is", () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(JSON.parse(quoteLongIntegers(write(value)))).toEqual(expected(value));
      }),
    );
  });

  it.each([
    ["9007199254740991", "9007199254740991"],
    ["9007199254740993", '"9007199254740993"'],
    ["-9223372036854775807", '"-9223372036854775807"'],
    ["[1e400,12345678901234567890.5]", "[1e400,12345678901234567890.5]"],
    ['{"a":"9007199254740993 \\" 9007199254740993"}', '{"a":"9007199254740993 \\" 9007199254740993"}'],
  ])("turns %s into %s", (json, quoted) => {
    expect(quoteLongIntegers(json)).toBe(quoted);
  });

  it("is quick with text that was cut inside a string, however long", () => {
    const cut = `{"result":"${'\\"'.repeat(200_000)}`;
    expect(() => JSON.parse(quoteLongIntegers(cut))).toThrow(SyntaxError);
  });
});
