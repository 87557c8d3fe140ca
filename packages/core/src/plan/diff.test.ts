import { describe, expect, it } from "vitest";
import type { BaselineEntry, EdgeSection } from "../baseline/baseline.ts";
import { gone, manifestOf, settled, unsettled } from "../test/entries.ts";
import { diffManifest } from "./diff.ts";

const all = (_: string) => true;

function kinds(now: Record<string, string>, before: Record<string, BaselineEntry>, counts = all): object {
  const section: EdgeSection = { mappings: [], paths: new Map(Object.entries(before)) };
  const { paths, leftOut } = diffManifest(manifestOf(now), section, { counts, keepsImmutable: true });
  return {
    ...Object.fromEntries(paths.map(({ assetPath, kind }) => [assetPath, kind])),
    ...Object.fromEntries(leftOut.map(({ assetPath }) => [assetPath, "left out"])),
  };
}

describe("diffManifest", () => {
  it("compares digests", () => {
    expect(kinds({ a: "1", b: "2", c: "3" }, { a: settled("1"), b: settled("1"), d: settled("4") })).toEqual({
      a: "unchanged",
      b: "changed",
      c: "added",
      d: "removed",
    });
  });

  it("counts an unsettled path as changed, whatever its bytes, or as removed", () => {
    expect(kinds({ a: "1" }, { a: unsettled("x"), b: unsettled("x"), c: unsettled("x", { removed: true }) })).toEqual({
      a: "changed",
      b: "removed",
      c: "removed",
    });
  });

  it("sees a gone name return with other bytes, and with the same", () => {
    expect(kinds({ a: "1", b: "2" }, { a: gone("1"), b: gone("1"), c: gone("1") })).toEqual({
      a: "added",
      b: "changed",
    });
  });

  it("does not take a path for removed that a filter leaves out", () => {
    const before = { a: settled("1"), "drafts/a": settled("1"), "drafts/b": gone("1"), "drafts/c": unsettled("x") };
    expect(kinds({ a: "1" }, before, (assetPath: string) => !assetPath.startsWith("drafts/"))).toEqual({
      a: "unchanged",
      "drafts/a": "left out",
      "drafts/b": "left out",
      "drafts/c": "left out",
    });
  });

  it("has everything added without a section, and sorts by path", () => {
    const { paths } = diffManifest(manifestOf({ b: "1", a: "1", 한: "1", B: "1" }), undefined, {
      counts: all,
      keepsImmutable: true,
    });
    expect(paths.map(({ assetPath, kind }) => `${assetPath} ${kind}`)).toEqual([
      "B added",
      "a added",
      "b added",
      "한 added",
    ]);
  });
});
