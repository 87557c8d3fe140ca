import { describe, expect, it } from "vitest";
import { createLogger } from "./logger.ts";

describe("createLogger", () => {
  it.each([
    ["silent", ""],
    ["error", "e\n"],
    ["warn", "e\nw\n"],
    ["info", "e\nw\ni\n"],
    ["debug", "e\nw\ni\nd\n"],
  ] as const)("%s writes its level and what is more urgent", (level, expected) => {
    let written = "";
    const logger = createLogger(level, (text) => {
      written += text;
    });
    logger.error("e");
    logger.warn("w");
    logger.info("i");
    logger.debug("d");
    expect(written).toBe(expected);
  });
});
