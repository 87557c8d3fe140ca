import { describe, expect, it } from "vitest";
import { edgePlan, fakeDigest, plannedPath } from "../test/edge-plan.ts";
import { edgesThatNeedMarker, gatedPaths, markerTells, originChecks, waitingPaths } from "./origin-checks.ts";

const [a, b, old] = ["a", "b", "0"].map(fakeDigest) as [string, string, string];
const entry = (digest: string) => ({ digest, size: 1, immutable: false });
const manifest = new Map([
  ["index.html", entry(a)],
  ["main.js", entry(b)],
  ["version.txt", entry(b)],
]);
const urlsOf = (assetPath: string) => [`http://origin.test/site/${assetPath}`] as const;
const answer = (status: number, ...digests: string[]) => ({ url: "", status, headers: {}, digests });

describe("originChecks", () => {
  const edges = [
    edgePlan([plannedPath("index.html", a), plannedPath("gone.html")]),
    edgePlan([plannedPath("index.html", a), plannedPath("main.js", b)], { edgeId: 2 }),
  ];

  it("asks once for each path of the build, whatever the number of edges, and not for removed ones", () => {
    const checks = originChecks({ edges, manifest, newNames: [], urlsOf });
    expect(checks.map(({ assetPath, url }) => [assetPath, url])).toEqual([
      ["index.html", "http://origin.test/site/index.html"],
      ["main.js", "http://origin.test/site/main.js"],
    ]);
    expect([...gatedPaths(edges, manifest)]).toEqual(["index.html", "main.js"]);
  });

  it("believes bytes, not statuses: what a fallback answers with 200 is not the file", () => {
    const [check] = originChecks({ edges, manifest, newNames: [], urlsOf });
    expect(check?.isServed(answer(200, a), [])).toBe(true);
    expect(check?.isServed(answer(200, old, a), [])).toBe(true);
    expect(check?.isServed(answer(200, old), [])).toBe(false);
    expect(check?.isServed(answer(404, a), [])).toBe(false);
  });

  it("is content with one of a file's spellings, if the others serve no other build's bytes", () => {
    const both = (assetPath: string) => [...urlsOf(assetPath), "http://origin.test/site/other"] as const;
    const [check] = originChecks({ edges, manifest, newNames: [], urlsOf: both });
    expect(check?.otherSpellings).toEqual(["http://origin.test/site/other"]);
    for (const fine of [answer(200, a), answer(404), answer(200, b)]) {
      expect(check?.isServed(answer(200, a), [fine])).toBe(true);
      expect(check?.isServed(fine, [answer(200, a)])).toBe(true);
    }
    expect(check?.isServed(answer(200, a), [answer(200, old)])).toBe(false);
    expect(check?.isServed(answer(404), [answer(404)])).toBe(false);
  });

  it("asks for new immutable names as well, where a path to purge is in the build", () => {
    const asked = (paths: Parameters<typeof edgePlan>[0]) =>
      originChecks({ edges: [edgePlan(paths)], manifest, newNames: ["main.js", "index.html"], urlsOf }).map(
        ({ assetPath }) => assetPath,
      );
    expect(asked([plannedPath("index.html", a)])).toEqual(["index.html", "main.js"]);
    expect(asked([plannedPath("gone.html")])).toEqual([]);
  });

  it("asks for the marker alone where there is one, if there is anything to wait for", () => {
    const checks = originChecks({ edges, manifest, newNames: ["main.js"], urlsOf, marker: "version.txt" });
    expect(checks.map(({ assetPath }) => assetPath)).toEqual(["version.txt"]);
    expect(checks[0]?.isServed(answer(200, b), [])).toBe(true);
    expect(
      originChecks({
        edges: [edgePlan([plannedPath("gone.html")])],
        manifest,
        newNames: ["main.js"],
        urlsOf,
        marker: "version.txt",
      }),
    ).toEqual([]);
  });
});

describe("waitingPaths", () => {
  const edges = [edgePlan([plannedPath("index.html", a), plannedPath("version.txt", b), plannedPath("gone.html")])];
  const waiting = (assetPaths: readonly string[], marker?: string) => [
    ...waitingPaths(
      assetPaths.map((assetPath) => ({ assetPath })),
      { edges, manifest, marker },
    ),
  ];

  it("are the paths themselves that the origin lacks", () => {
    expect(waiting([])).toEqual([]);
    expect(waiting(["index.html"])).toEqual(["index.html"]);
  });

  it("are all of the build where it lacks the marker, or a new immutable name", () => {
    expect(waiting(["version.txt"], "version.txt")).toEqual(["index.html", "version.txt"]);
    expect(waiting([], "version.txt")).toEqual([]);
    expect(waiting(["main.js"])).toEqual(["index.html", "version.txt"]);
  });
});

describe("the marker", () => {
  const tells = (...paths: Parameters<typeof edgePlan>[0]) => markerTells([edgePlan(paths)], manifest, "version.txt");

  it("tells nothing where it is the same in two builds that differ", () => {
    expect(tells(plannedPath("index.html", a))).toBe(false);
    expect(tells(plannedPath("index.html", a, { reason: "unsettled" }))).toBe(false);
  });

  it("tells where it is to be purged itself, and where nothing is to be asked", () => {
    expect(tells(plannedPath("index.html", a), plannedPath("version.txt", b))).toBe(true);
    expect(tells(plannedPath("gone.html"))).toBe(true);
  });

  it("is needed as long as something is owed that the origin must serve", () => {
    const edges = [edgePlan([plannedPath("index.html", a), plannedPath("gone.html")])];
    const needed = (accepted: readonly string[]) =>
      edgesThatNeedMarker(edges, manifest, () => (assetPath) => accepted.includes(assetPath));
    expect(needed(["gone.html"])).toEqual([1]);
    expect(needed(["index.html"])).toEqual([]);
  });
});
