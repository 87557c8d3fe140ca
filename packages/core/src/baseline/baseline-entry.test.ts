import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gone, settled, unsettled } from "../test/entries.ts";
import { isEntry } from "./baseline-entry.ts";

const entries = [
  settled("1"),
  settled("1", { immutable: true, targets: ["/a"] }),
  unsettled("mark"),
  unsettled("mark", { removed: true, targets: [] }),
  gone("1"),
  { ...gone("1"), targets: ["/a"] },
];

describe("isEntry", () => {
  it.each(entries)("takes what we write: %j", (entry) => {
    expect(isEntry(JSON.parse(JSON.stringify(entry)))).toBe(true);
  });

  it("refuses an entry with one field gone, of another type or beside", () => {
    const required = ["state", "digest", "size", "immutable", "mark", "since"];
    for (const entry of entries) {
      for (const name of Object.keys(entry)) {
        const { [name]: _, ...fewer } = entry as unknown as Record<string, unknown>;
        expect(isEntry(fewer)).toBe(!required.includes(name));
        expect(isEntry({ ...entry, [name]: name === "removed" ? false : 1.5 })).toBe(false);
      }
      expect(isEntry({ ...entry, more: 1 })).toBe(false);
    }
  });

  it("takes a gone name for immutable or not, and for nothing between", () => {
    expect(isEntry({ ...gone("1"), immutable: true })).toBe(true);
    expect(isEntry({ ...gone("1"), immutable: false })).toBe(false);
    expect(isEntry({ ...gone("1"), immutable: true, more: 1 })).toBe(false);
  });

  it("takes no text for a time, and no list for a text", () => {
    const { since } = gone("1");
    for (const wrong of ["yesterday", [since], `${since} `])
      expect(isEntry({ ...gone("1"), since: wrong })).toBe(false);
    for (const wrong of ["a", ["/a"], "/a b", "/한"])
      expect(isEntry({ ...settled("1"), targets: [wrong] })).toBe(false);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(isEntry(value)).toBe(false);
      }),
    );
  });
});
