import { describe, expect, it } from "vitest";
import { hostileNames } from "../test/hostile.ts";
import { annotation, annotator } from "./annotation.ts";

describe("an annotation", () => {
  it("is one command on one line", () => {
    expect(annotation("warning", "A:B,C", "50 % done:\nnext")).toBe("::warning title=A%3AB%2CC::50 %25 done:%0Anext");
  });

  it.each(hostileNames)("stays one line and one command: %j", (name) => {
    const text = annotation("error", name, name);
    expect(text).toMatch(/^::error title=[^:\n\r]*::[^\n\r]*$/u);
    expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });
});

describe("annotator", () => {
  it("is there in GitHub Actions alone", () => {
    const lines: string[] = [];
    const write = (text: string) => void lines.push(text);
    expect(annotator({}, write)).toBeUndefined();
    expect(annotator({ GITHUB_ACTIONS: "false" }, write)).toBeUndefined();
    annotator({ GITHUB_ACTIONS: "true" }, write)?.("warning", "A", "b");
    expect(lines).toEqual(["::warning title=A::b\n"]);
  });
});
