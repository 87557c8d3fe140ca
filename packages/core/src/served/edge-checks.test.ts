import { describe, expect, it } from "vitest";
import { edgePlan, fakeDigest, plannedPath } from "../test/edge-plan.ts";
import { edgeChecks } from "./edge-checks.ts";

const [now, other, old] = ["a", "b", "0"].map(fakeDigest) as [string, string, string];
const manifest = new Map([
  ["docs/index.html", { digest: now, size: 1, immutable: false }],
  ["index.html", { digest: other, size: 1, immutable: false }],
  ["docs.html", { digest: other, size: 1, immutable: false }],
  ["docs/", { digest: now, size: 1, immutable: false }],
  ["a.js", { digest: other, size: 1, immutable: false }],
  ["a.js.br", { digest: now, size: 1, immutable: false }],
  ["b.js.gz", { digest: now, size: 1, immutable: false }],
  ["한.png", { digest: now, size: 1, immutable: false }],
]);
const answer = (status: number, ...digests: string[]) => ({ url: "", status, headers: {}, digests });
const page = plannedPath("docs/index.html", now, { urls: ["/docs/index.html", "/docs/"] });
const checksOf = (purges: readonly ReturnType<typeof plannedPath>[], accepted = true) =>
  edgeChecks([edgePlan(purges)], () => () => accepted, manifest, "https://www.example.test");

describe("edgeChecks", () => {
  it("asks for every URL of what was accepted", () => {
    expect(checksOf([page]).map(({ url, targets, assetPath }) => ({ url, targets, assetPath }))).toEqual([
      { url: "https://www.example.test/docs/index.html", targets: ["/docs/index.html"], assetPath: "docs/index.html" },
      { url: "https://www.example.test/docs/", targets: ["/docs/"], assetPath: "docs/index.html" },
    ]);
    expect(checksOf([page], false)).toEqual([]);
  });

  it("does not ask for removed files", () => {
    expect(checksOf([plannedPath("gone.html")])).toEqual([]);
  });

  it("wants of a compressed file no more than that nothing old is served, and nothing where its original is not deployed", () => {
    const copy = (assetPath: string, plain: string) =>
      checksOf([plannedPath(assetPath, now, { urls: [`/${assetPath}`, plain] })]);
    const checks = copy("a.js.br", "/a.js");
    expect(checks.map(({ targets }) => targets)).toEqual([["/a.js.br"], ["/a.js"]]);
    for (const check of checks) {
      for (const fine of [answer(200, now), answer(404), answer(200, other)])
        expect(check.isServed(fine, [])).toBe(true);
      expect(check.isServed(answer(200, old), [])).toBe(false);
    }
    expect(copy("b.js.gz", "/b.js").map(({ targets }) => targets)).toEqual([["/b.js.gz"]]);
  });

  it("asks for a file's own URL in all its spellings: one must serve its bytes, the others nothing old", () => {
    const urls = ["/%ED%95%9C.png", "/%E1%84%92%E1%85%A1%E1%86%AB.png"];
    const more = { urls: [...urls, `${urls[0]}?v=1`], ownUrls: urls };
    const [own, query, ...rest] = checksOf([plannedPath("한.png", now, more)]);
    expect(own).toMatchObject({
      targets: urls,
      url: `https://www.example.test${urls[0]}`,
      otherSpellings: [`https://www.example.test${urls[1]}`],
    });
    const [fresh, missing, fallback, stale] = [answer(200, now), answer(404), answer(200, other), answer(200, old)];
    expect(own?.isServed(missing, [fresh])).toBe(true);
    expect(own?.isServed(fresh, [missing])).toBe(true);
    expect(own?.isServed(fresh, [fallback])).toBe(true);
    expect(own?.isServed(fresh, [stale])).toBe(false);
    expect(own?.isServed(missing, [missing])).toBe(false);
    expect(own?.isServed(fallback, [fallback])).toBe(false);
    expect(query?.targets).toEqual([`${urls[0]}?v=1`]);
    expect(rest).toEqual([]);
  });

  it("wants a file's own URL to serve its bytes", () => {
    const [own] = checksOf([page]);
    expect(own?.isServed(answer(200, now), [])).toBe(true);
    for (const stale of [answer(200, old), answer(200, other), answer(404, now)])
      expect(own?.isServed(stale, [])).toBe(false);
  });

  it("minds an alias only where it serves bytes that the build does not have", () => {
    const [, alias] = checksOf([page]);
    for (const fine of [answer(200, now), answer(404, old), answer(200, other)])
      expect(alias?.isServed(fine, [])).toBe(true);
    expect(alias?.isServed(answer(200, old), [])).toBe(false);
  });

  it("leaves out URLs of an earlier mapping, where another site may be by now", () => {
    const moved = (currentUrls: readonly string[]) =>
      checksOf([
        plannedPath("index.html", other, {
          urls: ["/index.html", "/app/index.html"],
          ownUrls: ["/app/index.html"],
          currentUrls,
        }),
      ]);
    expect(moved(["/app/index.html"]).map(({ targets }) => targets)).toEqual([["/app/index.html"]]);
    expect(moved(["/app/index.html"])[0]?.isServed(answer(404), [])).toBe(false);
    expect(moved([])).toEqual([]);
  });

  it("asks once for a URL that several paths or edges have, as whose own it is", () => {
    const clean = plannedPath("docs.html", other, { urls: ["/docs.html", "/docs/"] });
    const own = plannedPath("docs/", now, { urls: ["/docs/"] });
    const checks = edgeChecks(
      [edgePlan([clean, own]), edgePlan([clean])],
      () => () => true,
      manifest,
      "https://e.test",
    );
    expect(checks.map(({ targets }) => targets)).toEqual([["/docs.html"], ["/docs/"]]);
    expect(checks[1]?.isServed(answer(404), [])).toBe(false);
  });
});
