import { PassThrough } from "node:stream";
import { WriteStream } from "node:tty";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { painted } from "./painted.ts";

const [red, end] = ["\u001b[31m", "\u001b[39m"];
const log = new PassThrough();
const getColorDepth = () => WriteStream.prototype.getColorDepth();
const terminal = Object.assign(new PassThrough(), { isTTY: true, getColorDepth });

describe("painted", () => {
  beforeEach(() => {
    for (const name of ["CI", "NO_COLOR", "FORCE_COLOR", "NODE_DISABLE_COLORS"]) vi.stubEnv(name, undefined);
    vi.stubEnv("TERM", "xterm");
    return () => vi.unstubAllEnvs();
  });

  it.each([
    ["  warning: No baseline: none.\n", `${red}  warning${end}: No baseline: none.\n`],
    ["Purged 3 targets.\n  More: this\n", `${red}Purged 3 targets.${end}\n  More: this\n`],
  ])("colours the first line as far as its first colon: %j", (text, shown) => {
    expect(painted(text, "bad", terminal)).toBe(shown);
  });

  it("has a colour for each tone, and none without one", () => {
    const texts = (["good", "bad", "warning", undefined] as const).map((tone) => painted("x", tone, terminal));
    expect(new Set(texts).size).toBe(4);
    expect(texts.at(-1)).toBe("x");
  });

  it.each([
    [{}, log, false],
    [{}, terminal, true],
    [{ NO_COLOR: "1" }, terminal, false],
    [{ FORCE_COLOR: "1" }, log, true],
  ])("with %j asks whether colour is welcome", (env, stream, isWelcome) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(painted("x", "bad", stream) !== "x").toBe(isWelcome);
  });
});
