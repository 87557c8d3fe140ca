import { describe, expect, it } from "vitest";
import { annotation, annotator } from "./annotation.ts";

const hostile = [
  "::error::x",
  "a\n::error::x",
  "a\r\n::add-mask::x",
  "##[error]x",
  "%0A::error::x",
  "a|b",
  "<img src=x onerror=alert(1)>",
  "</td></table><script>",
  "`code` **bold** _it_ ~~s~~ [l](http://e.test) ![i](http://e.test/i.png)",
  "\u001B[31mred\u001B[0m",
  "\u202Egpj.exe",
  "\u2066x\u2069",
  "# heading",
  "\\`",
  "&lt;b&gt;",
];

describe("an annotation", () => {
  it("is one command on one line", () => {
    expect(annotation("warning", "A:B,C", "50 % done:\nnext")).toBe("::warning title=A%3AB%2CC::50 %25 done:%0Anext");
  });

  it.each(hostile)("stays one line and one command: %j", (name) => {
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
