import { describe, expect, it } from "vitest";
import { checkPurge } from "./check-purge.ts";
import { EdgeError } from "./edge-error.ts";
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

  it("takes as much as one request can hold", () => {
    const quota = { targetsPerRequest: 2, requestLength: 8, bodyBytes: 64, targetLength: 4 };
    const most = { ...defaultQuota, ...quota };
    expect(() => check("URL", ["/abc", "/def"], most)).not.toThrow();
    for (const name of Object.keys(quota) as (keyof typeof quota)[]) {
      expect(() => check("URL", ["/abc", "/def"], { ...most, [name]: quota[name] - 1 })).toThrow(EdgeError);
    }
  });

  it.each<[PurgeType, string, RegExp, RegExp]>([
    ["ALL", "/a", /type ALL has targets/, /Leave the targets out/],
    ["EVERYTHING" as PurgeType, "/a", /no purge type "EVERYTHING"/, /URL, DIRECTORY, PATTERN or ALL/],
    ["URL", "a.js", /"a.js" is not a path from the host's root/, /start with one \//],
    ["URL", "/a#b", /"\/a#b" has "#" in it/, /Percent-encode it/],
    ["URL", "/a/../b", /has a part "." or ".."/, /the path that it leads to/],
    ["URL", "/a*", /is no target of type URL/, /a path without \*/],
    ["DIRECTORY", "/a", /is no target of type DIRECTORY/, /ends with \/\*, such/],
    ["PATTERN", "/a", /is no target of type PATTERN/, /ends with \/\*\.ext/],
    ["URL", `/${"a".repeat(199)}*`, /"\/a{199}…" is no/, /a path without/],
    ["URL", `/${"a".repeat(198)}*`, /"\/a{198}\*" is no/, /a path without/],
  ])("says what is wrong with %s %s, and what to do", (type, target, message, next) => {
    expect(() => check(type, [target])).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(message) as string,
        next: expect.stringMatching(next) as string,
      }),
    );
  });

  it("says what to do about a purge without a target", () => {
    expect(() => check("PATTERN", [])).toThrow(
      expect.objectContaining({
        message: "A purge of type PATTERN has no target.",
        next: expect.stringContaining("at least one target") as string,
      }),
    );
  });

  it("refuses a target that no request can hold, without printing all of it", () => {
    const target = `/${"a".repeat(3800)}`;
    expect(() => check("URL", [target.slice(0, 3800)])).not.toThrow();
    expect(() => check("URL", [target])).toThrow(/^The target .{0,250} is 3801 characters long; the API takes 3800\.$/);
  });
});
