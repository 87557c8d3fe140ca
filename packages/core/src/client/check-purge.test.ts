import { describe, expect, it } from "vitest";
import { checkPurge } from "./check-purge.ts";
import type { PurgeType } from "./purge-batch.ts";
import { defaultQuota } from "./quota.ts";

const check = (type: PurgeType, targets: readonly string[], quota = defaultQuota) =>
  checkPurge({ edgeId: 11197, type, targets }, quota);

describe("checkPurge", () => {
  it.each<[PurgeType, string[]]>([
    ["ALL", []],
    [
      "URL",
      [
        "/",
        "/a.js?v=1",
        "/%ED%95%9C.html",
        "/%ed%95%9c.html",
        "/a:b@c!$&'()+,;=~",
        "/[id]|^?f[]=1",
        "/...",
        "/.a",
        "/a?b=/../",
      ],
    ],
    ["DIRECTORY", ["/*", "/images/*", "/a/b%20c/*"]],
    ["PATTERN", ["/*.js", "/static/*.png"]],
  ])("lets %s %j through", (type, targets) => {
    expect(() => check(type, targets)).not.toThrow();
  });

  it.each<[PurgeType, string[]]>([
    ["ALL", ["/a"]],
    ["URL", []],
    ["URL", ["a.js"]],
    ["URL", ["//cdn.example/a.js"]],
    ["URL", ["https://cdn.example/a.js"]],
    ["URL", ["/a*.js"]],
    ["URL", ["/한.html"]],
    ["URL", ["/a b"]],
    ["URL", ["/a#b"]],
    ["URL", ["/{id}"]],
    ["URL", ["/a\\b"]],
    ["URL", ["/a`b"]],
    ["URL", ["/100%"]],
    ["URL", ["/fine", "/a\r\nb"]],
    ["URL", ["/a/../b"]],
    ["URL", ["/a/./b"]],
    ["URL", ["/.."]],
    ["URL", ["/%2E./a?b=1"]],
    ["DIRECTORY", ["/a/%2e%2e/*"]],
    ["PATTERN", ["/./*.png"]],
    ["DIRECTORY", ["/images"]],
    ["DIRECTORY", ["/images/"]],
    ["DIRECTORY", ["/*/a/*"]],
    ["DIRECTORY", ["/a?b/*"]],
    ["PATTERN", ["/static/*"]],
    ["PATTERN", ["/static/*.tar.gz"]],
    ["PATTERN", ["/static/a*.png"]],
    ["EVERYTHING" as PurgeType, ["/a"]],
    ["toString" as PurgeType, ["/a"]],
  ])("refuses %s %j", (type, targets) => {
    expect(() => check(type, targets)).toThrow(expect.objectContaining({ code: "TARGET_INVALID", attempts: 0 }));
  });

  it.each([
    ["targets", { ...defaultQuota, targetsPerRequest: 1 }],
    ["characters of targets", { ...defaultQuota, requestLength: 7 }],
    ["bytes of body", { ...defaultQuota, bodyBytes: 60 }],
  ])("asks for a split where one request cannot hold the %s", (unit, quota) => {
    expect(() => check("URL", ["/abc", "/def"], quota)).toThrow(
      expect.objectContaining({
        code: "EDGE_TOO_LARGE",
        retry: "split",
        message: expect.stringContaining(unit) as string,
      }),
    );
  });

  it("refuses a target that no request can hold, without printing all of it", () => {
    const target = `/${"a".repeat(3800)}`;
    expect(() => check("URL", [target.slice(0, 3800)])).not.toThrow();
    expect(() => check("URL", [target])).toThrow(/^The target .{0,250} is 3801 characters long; the API takes 3800\.$/);
  });
});
