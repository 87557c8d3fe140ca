import { describe, expect, it } from "vitest";
import { edgePlan, fakeDigest, plannedPath } from "../test/edge-plan.ts";
import { edgeChecks } from "./edge-checks.ts";

const [now, other, old] = ["a", "b", "0"].map(fakeDigest) as [string, string, string];
const manifest = new Map([
  ["docs/index.html", { digest: now, size: 1, immutable: false }],
  ["index.html", { digest: other, size: 1, immutable: false }],
  ["docs.html", { digest: other, size: 1, immutable: false }],
  ["docs/", { digest: now, size: 1, immutable: false }],
  ["a.js.br", { digest: now, size: 1, immutable: false }],
]);
const answer = (status: number, ...digests: string[]) => ({ url: "", status, headers: {}, digests });
const page = plannedPath("docs/index.html", now, { urls: ["/docs/index.html", "/docs/"] });
const checksOf = (purges: readonly ReturnType<typeof plannedPath>[], accepted = true) =>
  edgeChecks([edgePlan(purges)], () => accepted, manifest, "https://www.example.test");

describe("edgeChecks", () => {
  it("asks for every URL of what was accepted", () => {
    expect(checksOf([page]).map(({ url, target, assetPath }) => ({ url, target, assetPath }))).toEqual([
      { url: "https://www.example.test/docs/index.html", target: "/docs/index.html", assetPath: "docs/index.html" },
      { url: "https://www.example.test/docs/", target: "/docs/", assetPath: "docs/index.html" },
    ]);
    expect(checksOf([page], false)).toEqual([]);
  });

  it("does not ask for removed files and compressed siblings", () => {
    const sibling = plannedPath("a.js.br", now, { served: "a.js", urls: ["/a.js"] });
    expect(checksOf([plannedPath("gone.html"), sibling])).toEqual([]);
  });

  it("wants a file's own URL to serve its bytes", () => {
    const [own] = checksOf([page]);
    expect(own?.isServed(answer(200, now))).toBe(true);
    for (const stale of [answer(200, old), answer(200, other), answer(404, now)])
      expect(own?.isServed(stale)).toBe(false);
  });

  it("minds an alias only where it serves bytes that the build does not have", () => {
    const [, alias] = checksOf([page]);
    for (const fine of [answer(200, now), answer(404, old), answer(200, other)])
      expect(alias?.isServed(fine)).toBe(true);
    expect(alias?.isServed(answer(200, old))).toBe(false);
  });

  it("leaves out URLs of an earlier mapping, where another site may be by now", () => {
    const moved = (currentUrls: readonly string[]) =>
      checksOf([plannedPath("index.html", other, { urls: ["/index.html", "/app/index.html"], currentUrls })]);
    expect(moved(["/app/index.html"]).map(({ target }) => target)).toEqual(["/app/index.html"]);
    expect(moved(["/app/index.html"])[0]?.isServed(answer(404))).toBe(false);
    expect(moved([])).toEqual([]);
  });

  it("asks once for a URL that several paths or edges have, as whose own it is", () => {
    const clean = plannedPath("docs.html", other, { urls: ["/docs.html", "/docs/"] });
    const own = plannedPath("docs/", now, { urls: ["/docs/"] });
    const checks = edgeChecks([edgePlan([clean, own]), edgePlan([clean])], () => true, manifest, "https://e.test");
    expect(checks.map(({ target }) => target)).toEqual(["/docs.html", "/docs/"]);
    expect(checks[1]?.isServed(answer(404))).toBe(false);
  });
});
