import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveOptions } from "./options.ts";
import { checkPurge } from "./validate-purge.ts";

const { quota } = resolveOptions({});

function check(body: unknown, contentType: string | undefined = "application/json") {
  return checkPurge(contentType, Buffer.from(JSON.stringify(body)), quota);
}

function mistakeOf(body: unknown): string | undefined {
  const checked = check(body);
  return "mistake" in checked ? checked.mistake : undefined;
}

const url = (...purgeTarget: readonly unknown[]) => ({ edgeId: 11197, purgeType: "URL", purgeTarget });

describe("checkPurge accepts", () => {
  it.each([
    ["the documented example", url("/src/css/main.css?version=2024")],
    ["the root", url("/")],
    ["names in Hangul, percent-encoded", url("/%EC%86%8C%EA%B0%9C/", "/%E1%84%89%E1%85%A9.html")],
    ["everything a path may hold raw", url("/a-._~!$&'()+,;=:@b")],
    ["a query with / and ?", url("/a?b=/c?d")],
    ["what browsers leave raw", url("/a[1].js", "/a%5B1%5D.js", "/a|b^c.js?d=[1]|^")],
    ["a directory", { edgeId: 11197, purgeType: "DIRECTORY", purgeTarget: ["/src/images/*", "/*"] }],
    ["a pattern", { edgeId: 11197, purgeType: "PATTERN", purgeTarget: ["/static/*.png", "/*.js"] }],
  ])("%s", (_name, body) => {
    expect(check(body)).toEqual({ request: body });
  });

  it("ALL without purgeTarget", () => {
    const request = { edgeId: 11197, purgeType: "ALL", purgeTarget: [] };
    expect(check({ edgeId: 11197, purgeType: "ALL" })).toEqual({ request });
  });

  it("a content-type with a charset, in any case", () => {
    expect(check(url("/a"), "Application/JSON; charset=utf-8")).toHaveProperty("request");
  });

  it("as many and as long targets as the quota allows", () => {
    expect(check(url(...Array.from({ length: 100 }, (_, index) => `/${index}`)))).toHaveProperty("request");
    const longest = `/${"a".repeat(3799)}`;
    expect(check(url(longest, longest, longest, `/${"b".repeat(3599)}`))).toHaveProperty("request");
  });
});

describe("checkPurge refuses", () => {
  it.each([
    ["a list", [], /not a JSON object/],
    ["null", null, /not a JSON object/],
    ["an unknown field", { ...url("/a"), profileId: 1599 }, /unknown field "profileId"/],
    ["no edgeId", { purgeType: "URL", purgeTarget: ["/a"] }, /edgeId/],
    ["an edgeId as text", { ...url("/a"), edgeId: "11197" }, /edgeId/],
    ["a broken edgeId", { ...url("/a"), edgeId: 1.5 }, /edgeId/],
    ["no purgeType", { edgeId: 11197, purgeTarget: ["/a"] }, /purgeType/],
    ["a purgeType in lower case", { ...url("/a"), purgeType: "url" }, /purgeType/],
    ["ALL with targets", { ...url("/a"), purgeType: "ALL" }, /left out/],
    ["ALL with an empty list", { ...url(), purgeType: "ALL" }, /left out/],
    ["ALL with null", { edgeId: 11197, purgeType: "ALL", purgeTarget: null }, /left out/],
    ["no purgeTarget", { edgeId: 11197, purgeType: "URL" }, /list of strings/],
    ["one target without a list", { edgeId: 11197, purgeType: "URL", purgeTarget: "/a" }, /list of strings/],
    ["a target that is a number", url("/a", 1), /list of strings/],
    ["an empty list", url(), /empty/],
    ["101 targets", url(...Array.from({ length: 101 }, (_, index) => `/${index}`)), /101 targets/],
    ["a target of 3,801 characters", url(`/${"a".repeat(3800)}`), /purgeTarget\[0\] is 3801 characters/],
    ["15,001 characters", url(...Array.from({ length: 5 }, (_, i) => `/${"a".repeat(2999 + (i ? 0 : 1))}`)), /15001/],
    ["an empty target", url(""), /purgeTarget\[0\] does not start with/],
    ["no leading slash", url("/a", "b"), /purgeTarget\[1\] does not start with/],
    ["a host", url("https://cdn.example.com/a"), /holds a host/],
    ["a host without a scheme", url("//cdn.example.com/a"), /holds a host/],
    ["a * in a URL", url("/a/*"), /without a \*/],
    ["a * in a query", url("/a?b=*"), /without a \*/],
    ["Hangul that is not encoded", url("/소개"), /"소" at 1, which must be percent-encoded/],
    ["a space", url("/a b"), /" " at 2/],
    ["a fragment", url("/a#b"), /"#" at 2/],
    ["what browsers encode in a path", url("/{slug}"), /"{" at 1/],
    ["a quote", url('/a"b'), /at 2/],
    ["a backslash", url("/a\\b"), /at 2/],
    ["a line feed", url("/a\nb"), /"\\n" at 2/],
    ["a NUL", url("/a\0b"), /"\\u0000" at 2/],
    ["a DEL", url("/a\x7fb"), /at 2/],
    ["a half of a pair", url("/a\ud83d"), /at 2/],
    ["lower-case digits", url("/%ec%86%8c"), /% at 1/],
    ["one digit", url("/a%E"), /% at 2/],
    ["a bare %", url("/100%"), /% at 4/],
    ["a directory without *", { ...url("/a/"), purgeType: "DIRECTORY" }, /\/directory\/\*/],
    ["a directory with * in the middle", { ...url("/*/a/*"), purgeType: "DIRECTORY" }, /\/directory\/\*/],
    ["a directory cut in its name", { ...url("/ima*"), purgeType: "DIRECTORY" }, /\/directory\/\*/],
    ["a directory with a query", { ...url("/a?b=/*"), purgeType: "DIRECTORY" }, /\/directory\/\*/],
    ["a pattern without extension", { ...url("/a/*"), purgeType: "PATTERN" }, /\/directory\/\*\.ext/],
    ["a pattern with two extensions", { ...url("/a/*.tar.gz"), purgeType: "PATTERN" }, /\/directory\/\*\.ext/],
    ["a pattern inside a name", { ...url("/a/b*.png"), purgeType: "PATTERN" }, /\/directory\/\*\.ext/],
  ])("%s", (_name, body, mistake) => {
    expect(mistakeOf(body)).toMatch(mistake);
  });

  it.each([undefined, "text/plain", "application/jsonp", "application/x-www-form-urlencoded"])(
    "the content-type %s",
    (contentType) => {
      const checked = checkPurge(contentType, Buffer.from(JSON.stringify(url("/a"))), quota);
      expect(checked).toEqual({ mistake: expect.stringContaining("not application/json") });
    },
  );

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["half a body", Buffer.from('{"edgeId":11197,')],
    ["bytes that are not UTF-8", Buffer.from('{"edgeId":11197,"purgeType":"URL","purgeTarget":["/\xe9"]}', "latin1")],
  ])("%s", (_name, body) => {
    expect(checkPurge("application/json", body, quota)).toEqual({ mistake: "the body is not a JSON object" });
  });

  it("nothing that a browser asks for, except a * and a bare %", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const { pathname } = new URL(`http://edge.invalid/${text.replace(/[/\\.*%]/g, "")}`);
        expect(mistakeOf(url(pathname))).toBeUndefined();
      }),
    );
  });

  it("everything that holds more than printable ASCII", () => {
    const other = fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).filter((text) => /[^\x21-\x7e]/.test(text));
    fc.assert(
      fc.property(fc.webPath(), other, fc.webPath(), (before, character, after) => {
        expect(mistakeOf(url(`/${before}${character}${after}`))).toBeDefined();
      }),
    );
  });

  it("nothing that encodeURIComponent wrote, except a *", () => {
    const segment = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(segment, (name) => {
        const target = `/${encodeURIComponent(name)}`;
        expect(mistakeOf(url(target)) === undefined).toBe(!name.includes("*"));
      }),
    );
  });
});
