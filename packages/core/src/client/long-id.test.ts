import { describe, expect, it } from "vitest";
import { idDigits } from "./long-id.ts";

describe("idDigits", () => {
  it.each([
    [11197, "11197"],
    ["11197", "11197"],
    ["9007199254740993", "9007199254740993"],
    ["9223372036854775807", "9223372036854775807"],
  ])("takes %s", (id, digits) => {
    expect(idDigits(id, "edge id")).toBe(digits);
  });

  it.each([
    0,
    -1,
    1.5,
    Number.NaN,
    2 ** 53,
    "",
    "0",
    "01",
    "1e3",
    " 1",
    "abc",
    "9223372036854775808",
    "99999999999999999999",
  ])("refuses %j", (id) => {
    expect(() => idDigits(id, "edge id")).toThrow(expect.objectContaining({ code: "ID_INVALID" }));
  });

  it("asks for text where a number has lost digits", () => {
    expect(() => idDigits(2 ** 60, "purge id")).toThrow(
      expect.objectContaining({ next: expect.stringContaining("Give the purge id as text") as string }),
    );
  });
});
