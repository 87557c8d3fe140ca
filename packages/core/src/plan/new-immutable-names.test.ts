import { describe, expect, it } from "vitest";
import { edgePlan, fakeDigest, plannedPath } from "../test/edge-plan.ts";
import type { PathKind } from "./diff.ts";
import { newImmutableNames, unseenImmutableNames } from "./new-immutable-names.ts";

const diffOf = (assetPath: string, kind: PathKind, immutable = true) => ({
  assetPath,
  kind,
  now: { digest: fakeDigest("a"), size: 1, immutable },
});
const planned = (...paths: readonly ReturnType<typeof diffOf>[]) => edgePlan([], { diff: { paths, leftOut: [] } });

describe("newImmutableNames", () => {
  it("are those that any edge has not seen yet, each once", () => {
    const edges = [
      planned(diffOf("b-2.js", "added"), diffOf("a-1.js", "unchanged")),
      planned(diffOf("b-2.js", "added"), diffOf("a-1.js", "added")),
    ];
    expect(newImmutableNames(edges)).toEqual(["a-1.js", "b-2.js"]);
  });

  it("are not mutable ones, changed ones, or compressed siblings", () => {
    const edge = planned(
      diffOf("a-1.js", "added"),
      diffOf("a-1.js.br", "added"),
      diffOf("alone.gz", "added"),
      diffOf("index.html", "added", false),
      diffOf("c-3.js", "changed"),
    );
    expect(newImmutableNames([edge])).toEqual(["a-1.js", "alone.gz"]);
  });

  it("are not those that are purged all the same", () => {
    const after = { state: "settled", digest: fakeDigest("a"), size: 1, immutable: true } as const;
    const path = plannedPath("a-1.js", fakeDigest("a"), { reason: "added", after });
    expect(newImmutableNames([edgePlan([path])])).toEqual([]);
  });
});

describe("unseenImmutableNames", () => {
  const owed = { ...diffOf("index.html", "changed", false), before: { state: "unsettled", mark: "earlier" } as const };

  it("are the new ones", () => {
    expect(unseenImmutableNames([planned(diffOf("a-1.js", "added"), diffOf("b-2.js", "unchanged"))])).toEqual([
      "a-1.js",
    ]);
  });

  it("are all of the build where an earlier run owes a purge of it: what it recorded may not be uploaded yet", () => {
    const edge = planned(owed, diffOf("b-2.js", "unchanged"), diffOf("main.js", "unchanged", false));
    expect(unseenImmutableNames([edge])).toEqual(["b-2.js"]);
    expect(unseenImmutableNames([planned(diffOf("b-2.js", "unchanged")), edge])).toEqual(["b-2.js"]);
  });

  it("are not more for what is owed and gone", () => {
    const gone = { assetPath: "old.html", kind: "removed" as const, before: owed.before };
    expect(
      unseenImmutableNames([edgePlan([], { diff: { paths: [gone, diffOf("b-2.js", "unchanged")], leftOut: [] } })]),
    ).toEqual([]);
  });
});
