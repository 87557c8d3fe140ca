import { describe, expect, it } from "vitest";
import type { BaselineEntry } from "../baseline/baseline.ts";
import { purgeKinds } from "../options/option-values.ts";
import { gone, manifestOf, settled, unsettled } from "../test/entries.ts";
import type { PathKind } from "./diff.ts";
import { type EdgeState, reasonOf } from "./reason-of.ts";

const known: EdgeState = { isUnknown: false, purge: purgeKinds };
const file = (immutable: boolean) => manifestOf({ a: "2" }, () => immutable).get("a");

function reason(kind: PathKind, before: BaselineEntry | undefined, immutable = false, state = known, unshared = false) {
  const now = kind === "removed" ? undefined : file(immutable);
  return reasonOf({ assetPath: "a", kind, ...(before && { before }), ...(now && { now }) }, () => unshared, state);
}

describe("reasonOf", () => {
  it("purges each kind of difference for itself, and nothing else", () => {
    expect(reason("added", undefined)).toBe("added");
    expect(reason("changed", settled("1"))).toBe("changed");
    expect(reason("removed", settled("1"))).toBe("removed");
    expect(reason("unchanged", settled("2"))).toBeUndefined();
  });

  it("purges an immutable name only where its bytes changed", () => {
    const immutable = { immutable: true };
    expect(reason("added", undefined, true)).toBeUndefined();
    expect(reason("removed", settled("1", immutable))).toBeUndefined();
    expect(reason("unchanged", settled("2", immutable), true)).toBeUndefined();
    expect(reason("changed", settled("1", immutable), true)).toBe("changed");
    expect(reason("changed", gone("1"), true)).toBe("changed");
    expect(reason("added", gone("2"), true)).toBeUndefined();
  });

  it("switches off each kind", () => {
    for (const kind of purgeKinds) {
      const others = purgeKinds.filter((other) => other !== kind);
      const before = kind === "added" ? undefined : settled("1");
      expect(reason(kind, before, false, { isUnknown: false, purge: others })).toBeUndefined();
      expect(reason(kind, before, false, { isUnknown: false, purge: [kind] })).toBe(kind);
    }
  });

  it("purges an unsettled path always", () => {
    const off = { isUnknown: false, purge: [] };
    expect(reason("changed", unsettled("x"), true, off)).toBe("unsettled");
    expect(reason("removed", unsettled("x"), true, off)).toBe("unsettled");
    expect(reason("changed", unsettled("x"), false, { isUnknown: true, purge: [] })).toBe("unsettled");
  });

  it("purges every name that is not immutable where nothing is known, whatever is switched off", () => {
    const unknown = { isUnknown: true, purge: [] };
    expect(reason("added", undefined, false, unknown)).toBe("missing-baseline");
    expect(reason("unchanged", settled("2"), false, unknown)).toBe("missing-baseline");
    expect(reason("added", undefined, true, unknown)).toBeUndefined();
  });

  it("purges an unchanged path at the URLs that not all mappings share, unless its name is immutable", () => {
    expect(reason("unchanged", settled("2"), false, known, true)).toBe("mapping");
    expect(reason("unchanged", settled("2", { immutable: true }), true, known, true)).toBeUndefined();
    expect(reason("changed", settled("1"), false, known, true)).toBe("changed");
  });
});
