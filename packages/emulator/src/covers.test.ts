import { describe, expect, it } from "vitest";
import { covers } from "./covers.ts";

describe("a URL target", () => {
  it.each([
    ["/docs", "/docs", true],
    ["/docs", "/docs/", false],
    ["/docs/", "/docs/index.html", false],
    ["/", "/index.html", false],
    ["/a.js", "/a.js?v=1", false],
    ["/a.js?v=1", "/a.js", false],
    ["/a.js?v=1", "/a.js?v=1", true],
    ["/%EA%B0%80", "/%ea%b0%80", false],
    ["/%EA%B0%80", "/%E1%84%80%E1%85%A1", false],
    ["/A", "/a", false],
  ])("%s and the object %s: %s", (target, object, covered) => {
    expect(covers({ purgeType: "URL", purgeTarget: [target] }, object, "included")).toBe(covered);
  });

  it("is compared without its query where the edge ignores queries", () => {
    const purge = { purgeType: "URL", purgeTarget: ["/a.js?v=1"] } as const;
    expect(covers(purge, "/a.js", "ignored")).toBe(true);
    expect(covers(purge, "/b.js", "ignored")).toBe(false);
  });
});

describe("wider purges", () => {
  it.each([
    ["DIRECTORY", "/images/*", "/images/a.png", true],
    ["DIRECTORY", "/images/*", "/images/", true],
    ["DIRECTORY", "/images/*", "/images/deep/a.png?v=1", true],
    ["DIRECTORY", "/images/*", "/images", false],
    ["DIRECTORY", "/images/*", "/images2/a.png", false],
    ["DIRECTORY", "/*", "/anything", true],
    ["PATTERN", "/static/*.png", "/static/a.png", true],
    ["PATTERN", "/static/*.png", "/static/deep/a.png", true],
    ["PATTERN", "/static/*.png", "/static/a.png?v=1", true],
    ["PATTERN", "/static/*.png", "/static/a.jpg?x=.png", false],
    ["PATTERN", "/static/*.png", "/other/a.png", false],
  ] as const)("%s %s and the object %s: %s", (purgeType, target, object, covered) => {
    expect(covers({ purgeType, purgeTarget: [target] }, object, "included")).toBe(covered);
  });

  it("ALL covers everything", () => {
    expect(covers({ purgeType: "ALL", purgeTarget: [] }, "/a?b", "included")).toBe(true);
  });

  it("one of several targets is enough", () => {
    expect(covers({ purgeType: "URL", purgeTarget: ["/a", "/b"] }, "/b", "included")).toBe(true);
  });
});
