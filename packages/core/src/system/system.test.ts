import { describe, expect, it } from "vitest";
import { createSystem, findHome } from "./system.ts";

/** What Node throws for a user id that no user has, where HOME is not set. */
const unknownUser = () => {
  throw Object.assign(new Error("A system error occurred: uv_os_homedir returned ENOENT"), {
    code: "ERR_SYSTEM_ERROR",
  });
};

describe("the home folder", () => {
  it.each<[string, () => string, string | undefined]>([
    ["a user whom the system does not know", unknownUser, undefined],
    ["an empty HOME", () => "", undefined],
    ["a user with one", () => "/home/someone", "/home/someone"],
  ])("of %s", (_what, ask, home) => {
    expect(findHome(ask)).toBe(home);
  });

  it("is a question of the system, which nobody has to ask", () => {
    expect(createSystem().homeDirectory).toBeTypeOf("function");
    expect(createSystem({ homeDirectory: () => undefined }).homeDirectory()).toBeUndefined();
  });
});
