import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formOfTarget } from "../client/purge-target.ts";
import { parseBase } from "../options/base.ts";
import type { Mapping } from "../options/option-values.ts";
import { assetPaths, mappings } from "../test/arbitraries.ts";
import { naiveTargets } from "../test/naive-targets.ts";
import { ownUrlsOf, targetsOf } from "./targets-of.ts";

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
    ["(x){y}.js", "/(x)%7By%7D.js"],
    ["a&b=c;d,e:f@g!h$i~j", "/a&b=c;d,e:f@g!h$i~j"],
    ["back\\slash", "/back%5Cslash"],
    ["😀.svg", "/%F0%9F%98%80.svg"],
    ["dir/ /x", "/dir/%20/x"],
  ])("writes %s as a URL", (assetPath, target) => {
    expect(targetsOf(assetPath, plain)).toEqual([target]);
  });

  it.each([
    ["[id].js", ["/%5Bid%5D.js", "/[id].js"]],
    ["a|b.js", ["/a%7Cb.js", "/a|b.js"]],
    ["a^b.js", ["/a%5Eb.js", "/a^b.js"]],
    ["[a]|^", ["/%5Ba%5D%7C%5E", "/[a]%7C%5E", "/[a]|%5E", "/[a]|^"]],
    ['`{}<>"\\', ["/%60%7B%7D%3C%3E%22%5C"]],
    ["50%5B.js", ["/50%255B.js"]],
  ])("asks for %s in every form in which browsers do", (assetPath, targets) => {
    expect(targetsOf(assetPath, plain)).toEqual(targets);
  });

  it("has every form in which a URL parser reads a link that is written as the file is called", () => {
    // What a link cannot hold as it is: it would mean something else, or be dropped.
    const inLink = (name: string) => name.replaceAll(/[%#?\\\p{Cc}]/gu, (character) => encodeURIComponent(character));
    const unit = fc.constantFrom(...Array.from("[]|^`{}\"'<> .~!$&()+,;=:@%#?\\aé한"));
    const name = fc
      .string({ unit, minLength: 1, maxLength: 12 })
      .filter((text) => text.trim() === text && !/^\.+$/.test(text));
    fc.assert(
      fc.property(name, (assetPath) => {
        const { pathname } = new URL(`http://host.test/${inLink(assetPath)}`);
        expect(targetsOf(assetPath, plain)).toContain(pathname);
      }),
      { numRuns: 1000 },
    );
  });

  it("has each query in the forms in which it is asked for", () => {
    const asked = (query: string) => targetsOf("a", { ...plain, queries: [query] }).slice(1);
    expect(asked("f[a]=b|c^'")).toEqual(["/a?f%5Ba%5D=b%7Cc%5E'", "/a?f[a]=b|c^%27"]);
    expect(asked("f%5Ba%5D=1")).toEqual(["/a?f%5Ba%5D=1"]);
    expect(asked("q=한 #")).toEqual(["/a?q=%ED%95%9C%20%23"]);
  });

  it("gives a name that is not UTF-8 its own bytes", () => {
    expect(targetsOf("caf\udce9/\udcc7\udcd1.txt", plain)).toEqual(["/caf%E9/%C7%D1.txt"]);
    expect(targetsOf("a\ud800", plain)).toEqual(["/a%EF%BF%BD"]);
  });

  it.each<[Mapping["aliases"], string, string[]]>([
    ["directory", "app.js.gz", ["/app.js.gz", "/app.js"]],
    ["directory", "sitemap.xml.zst", ["/sitemap.xml.zst", "/sitemap.xml"]],
    ["directory", "docs/index.html.br", ["/docs/index.html.br", "/docs/index.html", "/docs/"]],
    ["clean", "page.html.gz", ["/page.html.gz", "/page.html", "/page"]],
    ["clean", "404.html.gz", ["/404.html.gz", "/404.html"]],
    ["directory", "data.tar.gz", ["/data.tar.gz", "/data.tar"]],
    ["directory", "a.js.gz.br", ["/a.js.gz.br", "/a.js.gz"]],
    ["directory", ".gz", ["/.gz"]],
    ["directory", "a.zip", ["/a.zip"]],
    [(path) => [`x/${path}`], "a.js.br", ["/a.js.br", "/x/a.js.br", "/a.js", "/x/a.js"]],
  ])("with aliases %s, a compressed %s is %j", (aliases, assetPath, targets) => {
    expect(targetsOf(assetPath, { ...plain, aliases })).toEqual(targets);
  });

  it("serves a compressed page where the page is", () => {
    const base = { assets: "/static/", pages: "/site/" };
    expect(targetsOf("a.html.gz", { ...plain, base })).toEqual(["/site/a.html.gz", "/site/a.html"]);
    expect(targetsOf("a.html.gz", { ...plain, base: { ...base, pages: false } })).toEqual([]);
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
    ["directory", "a\nb/index.html", ["/x/a%0Ab/index.html", "/x/a%0Ab/"]],
    ["clean", "a\u2028b/index.html", ["/x/a%E2%80%A8b/index.html", "/x/a%E2%80%A8b/", "/x/a%E2%80%A8b"]],
    ["clean", "a\rb.html", ["/x/a%0Db.html", "/x/a%0Db"]],
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
        const names = [assetPath.normalize("NFC"), assetPath].map((name) => `/${name.toWellFormed()}`);
        const urls = ownUrlsOf(assetPath, plain.base);
        expect(new Set(urls.map((url) => decodeURIComponent(url)))).toEqual(new Set(names));
        expect(targetsOf(assetPath, plain).slice(0, urls.length)).toEqual(urls);
      }),
    );
  });
});
