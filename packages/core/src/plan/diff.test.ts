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

  it("counts a new immutable name as changed that was known with other bytes in another Unicode form", () => {
    const [nfc, nfd] = ["assets/한.js", "assets/한.js"].map((name, index) =>
      name.normalize(index === 0 ? "NFC" : "NFD"),
    );
    if (nfc === undefined || nfd === undefined) throw new Error("There are two forms.");
    const kindOf = (name: string, before: Record<string, BaselineEntry>, isImmutable = true) => {
      const section: EdgeSection = { mappings: [], paths: new Map(Object.entries(before)) };
      const manifest = manifestOf({ [name]: "2" }, () => isImmutable);
      const { paths } = diffManifest(manifest, section, { counts: all, keepsImmutable: true });
      return paths.find(({ assetPath }) => assetPath === name)?.kind;
    };
    expect(kindOf(nfc, { [nfd]: settled("1") })).toBe("changed");
    expect(kindOf(nfd, { [nfc]: settled("1") })).toBe("changed");
    expect(kindOf(nfc, { [nfd]: gone("1") })).toBe("changed");
    expect(kindOf(nfc, { [nfd]: unsettled("x") })).toBe("changed");
    // The name itself came back, and meanwhile the other form of it was there.
    expect(kindOf(nfc, { [nfc]: gone("2"), [nfd]: settled("1") })).toBe("changed");
    // The same bytes under either name, or the name alone.
    expect(kindOf(nfc, { [nfd]: settled("2") })).toBe("added");
    expect(kindOf(nfc, { [nfc]: gone("2") })).toBe("added");
    expect(kindOf(nfc, { "assets/글.js": settled("1") })).toBe("added");
    expect(kindOf(nfc, { [nfd]: settled("1") }, false)).toBe("added");
  });

  it.each<[string, BaselineEntry | undefined, boolean, boolean, boolean]>([
    ["was built as one", undefined, true, true, true],
    ["is known as one, with the same bytes", settled("1", { immutable: true }), false, true, true],
    ["was one when it went, with the same bytes", { ...gone("1"), immutable: true }, false, true, true],
    ["is known as one, and the user says which names are", settled("1", { immutable: true }), false, false, false],
    ["was one, with other bytes", settled("2", { immutable: true }), false, true, false],
    ["never was one", settled("1"), false, true, false],
    ["may be anything by now", unsettled("x"), false, true, false],
  ])("takes a name for immutable or not that %s", (_what, before, isBuiltSo, keepsImmutable, isImmutable) => {
    const section: EdgeSection = { mappings: [], paths: new Map(before && [["a", before]]) };
    const manifest = manifestOf({ a: "1" }, () => isBuiltSo);
    const [path] = diffManifest(manifest, section, { counts: all, keepsImmutable }).paths;
    expect(path?.now).toEqual({ ...manifest.get("a"), immutable: isImmutable });
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
