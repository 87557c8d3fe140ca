import { describe, expect, it } from "vitest";
import { type OptionProblem, OptionsError } from "./options-error.ts";

const wrongEdge: OptionProblem = { code: "OPTIONS_INVALID", path: "edgeId", message: "must be a number." };
const noBase: OptionProblem = { code: "BASE_UNKNOWN", path: "base", message: "must be given." };

describe("OptionsError", () => {
  it("lists every problem, one a line", () => {
    const error = new OptionsError([wrongEdge, noBase, { ...wrongEdge, path: "" }]);
    expect(error.message.split("\n")).toEqual([
      "Global Edge purge cannot start:",
      "  - edgeId: must be a number.",
      "  - base: must be given.",
      "  - the options: must be a number.",
    ]);
    expect(error.next).toContain("Change");
  });

  it.each([
    [[noBase], "BASE_UNKNOWN"],
    [[noBase, noBase], "BASE_UNKNOWN"],
    [[noBase, wrongEdge], "OPTIONS_INVALID"],
    [[wrongEdge], "OPTIONS_INVALID"],
  ])("has the code that its problems share (%#)", (problems, code) => {
    expect(new OptionsError(problems).code).toBe(code);
  });
});
