import { describe, expect, it } from "vitest";
import { toTarget } from "./to-target.ts";

describe("toTarget", () => {
  it.each([
    ["/a/b.html?v=1", "/a/b.html?v=1"],
    ["/images/*", "/images/*"],
    ["https://www.example.com/a?b=1#c", "/a?b=1"],
    ["http://www.example.com", "/"],
    ["HTTPS://www.example.com?x=1", "/?x=1"],
    ["https://www.example.com/fonts/*.woff2", "/fonts/*.woff2"],
    ["/가격 표.txt", "/%EA%B0%80%EA%B2%A9%20%ED%91%9C.txt"],
    ["/%EA%B0%80.txt", "/%EA%B0%80.txt"],
    ["a.html", "a.html"],
  ])("%s", (typed, target) => {
    expect(toTarget(typed)).toBe(target);
  });
});
