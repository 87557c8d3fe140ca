import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseFromBundler, parseBase } from "./base.ts";

describe("parseBase", () => {
  it.each([
    ["/", "/"],
    ["/docs", "/docs/"],
    ["docs", "/docs/"],
    ["/docs/v2/", "/docs/v2/"],
    ["/ü b/", "/%C3%BC%20b/"],
    ["/%C3%BC%20b/", "/%C3%BC%20b/"],
    ["/%c3%bc/", "/%C3%BC/"],
    ["/100%/", "/100%25/"],
    ["/한글/", "/%ED%95%9C%EA%B8%80/"],
    ["/e\u0301/", "/e%CC%81/"],
    ["/a+b=c,d;e:f@g!$&'()~/", "/a+b=c,d;e:f@g!$&'()~/"],
    ['/"[x]|^`{}<>/', "/%22%5Bx%5D%7C%5E%60%7B%7D%3C%3E/"],
    ["/😀/", "/%F0%9F%98%80/"],
    ["/...a/.well-known/", "/...a/.well-known/"],
    ["https://cdn.example.com", "/"],
    ["https://cdn.example.com/x", "/x/"],
    ["HTTP://cdn.example.com:8080/x/y/", "/x/y/"],
    ["//cdn.example.com/x/", "/x/"],
    ["https://user@cdn.example.com/%7ex", "/%7Ex/"],
  ])("%s is %s", (text, base) => {
    expect(parseBase(text)).toEqual({ value: base });
  });

  it.each([
    ["", "a path or a URL"],
    ["  ", "a path or a URL"],
    ["./", "without the parts"],
    ["../up/", "without the parts"],
    ["/a/../b/", "without the parts"],
    ["/a/%2e%2E/b/", "without the parts"],
    ["/a/./b/", "without the parts"],
    ["/a/?x=1", 'without "?"'],
    ["/a/#top", 'without "?"'],
    ["/a/*", 'without "?"'],
    ["https://cdn.example.com?x", 'without "?"'],
    ["\\app\\", 'without "?"'],
    ["/a//b/", "without empty parts"],
    ["https://cdn.example.com//a/", "without empty parts"],
    ["//", "names a host"],
    ["https:///x/", "names a host"],
    ["s3://bucket/key", "http(s) URL"],
    ["https:/x", "http(s) URL"],
    ["/\ud800/", "Unicode"],
  ])("refuses %j", (text, problem) => {
    expect(parseBase(text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.constantFrom("/", "a", "한", "%", "%4", "%aF", ".", " ", "é", "😀", "~", ":"), { maxLength: 12 })
      .map((parts) => parts.join("")),
  );

  it("gives a path in URL form, or a problem, for any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseBase(text);
        const outcome = "value" in parsed ? parsed.value : parsed.problem;
        expect(outcome).toMatch("value" in parsed ? /^\/(?:(?:[\w\-.~!$&'()+,;=:@]|%[0-9A-F]{2})+\/)*$/ : /\S/);
      }),
    );
  });

  it("changes nothing when applied again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseBase(text);
        fc.pre("value" in parsed);
        expect(parseBase(parsed.value)).toEqual(parsed);
      }),
    );
  });

  it("keeps what the text means", () => {
    const segment = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/[/?#*\\%:]|^\.{1,2}$/u.test(text));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        const parsed = parseBase(`/${segments.join("/")}`);
        expect("value" in parsed && decodeURIComponent(parsed.value)).toBe(`/${segments.join("/")}/`);
      }),
    );
  });
});

describe("baseFromBundler", () => {
  it("repeats why an adapter does not know it", () => {
    expect(baseFromBundler({ saysNothingBecause: "it may be anywhere" })).toEqual({
      problem: "given, because it may be anywhere",
    });
  });

  it.each([
    ["/", { assets: "/", pages: "/" }],
    ["/app/", { assets: "/app/", pages: "/app/" }],
    ["https://cdn.example.com/x/", { assets: "/x/" }],
    ["//cdn.example.com/x/", { assets: "/x/" }],
  ])("knows where %s is", (publicPath, base) => {
    expect(baseFromBundler(publicPath)).toEqual({ value: base });
  });

  it.each([
    ["./", "Vite"],
    ["", "output.publicPath"],
    ["auto", "output.publicPath"],
    ["static/", "relative"],
    ["../", "relative"],
    ["/a/?v=1", "without"],
    [undefined, "does not say"],
  ])("asks for base where it is %j, with an example", (publicPath, reason) => {
    const parsed = baseFromBundler(publicPath);
    expect(parsed).toEqual({ problem: expect.stringContaining(reason) });
    expect(parsed).toEqual({ problem: expect.stringContaining('base: "/docs/"') });
  });
});
