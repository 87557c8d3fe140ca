import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formOfTarget } from "../client/purge-target.ts";
import { parseBase } from "../options/base.ts";
import type { Mapping } from "../options/option-values.ts";
import { assetPaths, mappings } from "../test/arbitraries.ts";
import { naiveTargets } from "../test/naive-targets.ts";
import { targetsOf } from "./targets-of.ts";

const plain: Mapping = { base: { assets: "/", pages: "/" }, aliases: "none", queries: [] };
const nfd = "한글".normalize("NFD");

describe("targetsOf", () => {
  it.each([
    ["a b.js", "/a%20b.js"],
    ["100%.txt", "/100%25.txt"],
    ["50%25.txt", "/50%2525.txt"],
    ["a+b.js", "/a+b.js"],
    ["#1?.js", "/%231%3F.js"],
    ["app.js?v=1", "/app.js%3Fv=1"],
    [`it's "it".js`, "/it's%20%22it%22.js"],
    ["[id](x){y}.js", "/%5Bid%5D(x)%7By%7D.js"],
    ["a&b=c;d,e:f@g!h$i~j", "/a&b=c;d,e:f@g!h$i~j"],
    ["back\\slash", "/back%5Cslash"],
    ["😀.svg", "/%F0%9F%98%80.svg"],
    ["dir/ /x", "/dir/%20/x"],
  ])("writes %s as a URL", (assetPath, target) => {
    expect(targetsOf(assetPath, plain)).toEqual([target]);
  });

  it("sends a name in NFC, and one that is not also as it is", () => {
    expect(targetsOf("한글", plain)).toEqual(["/%ED%95%9C%EA%B8%80"]);
    expect(targetsOf(nfd, plain)).toEqual([
      "/%ED%95%9C%EA%B8%80",
      "/%E1%84%92%E1%85%A1%E1%86%AB%E1%84%80%E1%85%B3%E1%86%AF",
    ]);
  });

  it.each<[Mapping["aliases"], string, string[]]>([
    ["none", "index.html", ["/x/index.html"]],
    ["directory", "index.html", ["/x/index.html", "/x/"]],
    ["clean", "index.html", ["/x/index.html", "/x/", "/x"]],
    ["none", "docs/index.html", ["/x/docs/index.html"]],
    ["directory", "docs/index.html", ["/x/docs/index.html", "/x/docs/"]],
    ["clean", "docs/index.html", ["/x/docs/index.html", "/x/docs/", "/x/docs"]],
    ["directory", "page.html", ["/x/page.html"]],
    ["clean", "page.html", ["/x/page.html", "/x/page"]],
    ["clean", "404.html", ["/x/404.html"]],
    ["clean", "docs/index.html.txt", ["/x/docs/index.html.txt"]],
    ["directory", "myindex.html", ["/x/myindex.html"]],
    [() => ["", "/news", "a?b"], "index.html", ["/x/index.html", "/x/", "/x/news", "/x/a%3Fb"]],
  ])("with aliases %s, %s is %j", (aliases, assetPath, targets) => {
    expect(targetsOf(assetPath, { ...plain, base: { assets: "/x/", pages: "/x/" }, aliases })).toEqual(targets);
  });

  it("has no bare base at the root of a host", () => {
    expect(targetsOf("index.html", { ...plain, aliases: "clean" })).toEqual(["/index.html", "/"]);
  });

  it("repeats every target, aliases included, with each query", () => {
    expect(targetsOf("index.html", { ...plain, aliases: "directory", queries: ["v=1", "q=한"] })).toEqual([
      "/index.html",
      "/index.html?v=1",
      "/index.html?q=%ED%95%9C",
      "/",
      "/?v=1",
      "/?q=%ED%95%9C",
    ]);
  });

  it("serves pages and other files from their own bases, and pages from nowhere", () => {
    const base = { assets: "/static/", pages: "/site/" };
    expect(targetsOf("a.js", { ...plain, base })).toEqual(["/static/a.js"]);
    expect(targetsOf("a.html", { ...plain, base })).toEqual(["/site/a.html"]);
    expect(targetsOf("a.html", { ...plain, base: { assets: "/", pages: false } })).toEqual([]);
  });

  it("takes the path of a URL for the base", () => {
    const parsed = parseBase("https://cdn.example.com/site");
    expect(parsed).toEqual({ value: "/site/" });
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("oh");
      },
    ],
    ["returns nothing", () => undefined],
    ["returns numbers", () => [1]],
    ["climbs", () => ["a/../b"]],
  ])("says so when the function %s", (_, aliases) => {
    // A user's JavaScript may return anything.
    const wrong = { ...plain, aliases: aliases as unknown as () => string[] };
    expect(() => targetsOf("a.js", wrong)).toThrowError(
      expect.objectContaining({ code: "ALIASES_INVALID", message: expect.stringContaining("a.js") }),
    );
  });

  it("agrees with the oracle, each target once, in a form the API takes unless it has a *", () => {
    fc.assert(
      fc.property(assetPaths, mappings, (assetPath, mapping) => {
        const targets = targetsOf(assetPath, mapping);
        expect(new Set(targets)).toEqual(naiveTargets(assetPath, mapping));
        expect(new Set(targets).size).toBe(targets.length);
        for (const target of targets) if (!target.includes("*")) expect(formOfTarget(target)).toBe("URL");
      }),
      { numRuns: 1000 },
    );
  });

  it("writes a URL that decodes to the name", () => {
    fc.assert(
      fc.property(assetPaths, (assetPath) => {
        const [nfc, asItIs] = targetsOf(assetPath, plain);
        expect(decodeURIComponent(nfc ?? "")).toBe(`/${assetPath.normalize("NFC").toWellFormed()}`);
        if (asItIs !== undefined) expect(decodeURIComponent(asItIs)).toBe(`/${assetPath.toWellFormed()}`);
      }),
    );
  });
});
