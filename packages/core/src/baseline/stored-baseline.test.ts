import { describe, expect, it } from "vitest";
import type { BaselineStore } from "../options/baseline-store.ts";
import { settled } from "../test/entries.ts";
import { createFakeClock } from "../test/fake-clock.ts";
import { createMemoryStore } from "../test/memory-store.ts";
import { formatBaseline } from "./baseline-text.ts";
import type { Baseline } from "./baseline.ts";
import {
  changeBaseline,
  type FoundBaseline,
  type KnownBaseline,
  loadBaseline,
  refuseOtherOutput,
} from "./stored-baseline.ts";

const baselineOf = (content: string): Baseline => ({
  outputDirectory: "dist",
  edges: new Map([[1, { mappings: [], paths: new Map([["a.js", settled(content)]]) }]]),
});
const [one, two] = [baselineOf("1"), baselineOf("2")];
const [textOfOne, textOfTwo] = [formatBaseline(one), formatBaseline(two)];

/** A store that tells what it was asked for, and loses as many races as it is told to. */
function watchedStore(initial: string | undefined, lostRaces = 0) {
  const inner = createMemoryStore(initial);
  const calls: string[] = [];
  let left = lostRaces;
  const store: BaselineStore = {
    ...inner,
    read() {
      calls.push("read");
      return inner.read();
    },
    async write(text, expected) {
      calls.push(`write over ${expected}`);
      return left-- > 0 ? false : inner.write(text, expected);
    },
  };
  return { store, calls, textNow: async () => (await inner.read())?.text };
}

function change(store: BaselineStore, to: (now: Baseline | undefined) => Baseline, known: KnownBaseline = {}) {
  const clock = createFakeClock();
  const seen: (readonly [Baseline | undefined, boolean])[] = [];
  const changed = changeBaseline(
    store,
    (now, isFound) => {
      seen.push([now, isFound]);
      return { baseline: to(now), extra: seen.length };
    },
    { clock, random: () => 0.5, ...known },
  );
  return { changed, seen, slept: clock.slept };
}

describe("loadBaseline", () => {
  it("finds a baseline with its document", async () => {
    const stored = { text: textOfOne, version: "1" };
    expect(await loadBaseline(createMemoryStore(textOfOne))).toEqual({ baseline: one, stored });
  });

  it("says that there is none", async () => {
    expect(await loadBaseline(createMemoryStore())).toEqual({ whyMissing: "there is none yet" });
  });

  it("says why a document cannot be used, and keeps it", async () => {
    const found = await loadBaseline(createMemoryStore("{}"));
    expect(found).toEqual({
      whyMissing: expect.stringContaining("another kind") as string,
      stored: { text: "{}", version: "1" },
    });
  });
});

describe("refuseOtherOutput", () => {
  it("lets a baseline be that is new, or of this output directory", () => {
    expect(() => refuseOtherOutput(undefined, "dist", "here")).not.toThrow();
    expect(() => refuseOtherOutput(one, "dist", "here")).not.toThrow();
  });

  it("refuses one of another output directory", () => {
    const refused = expect.objectContaining({ code: "BASELINE_OTHER_OUTPUT" }) as Error;
    expect(() => refuseOtherOutput(one, "build", "here")).toThrow(refused);
  });
});

describe("changeBaseline", () => {
  it("reads, and writes over what it read", async () => {
    const { store, calls, textNow } = watchedStore(textOfOne);
    const { changed, seen, slept } = change(store, () => two);
    expect(await changed).toEqual({ baseline: two, extra: 1, text: textOfTwo });
    expect(seen).toEqual([[one, false]]);
    expect(calls).toEqual(["read", "write over 1"]);
    expect(slept).toEqual([]);
    expect(await textNow()).toBe(textOfTwo);
  });

  it("makes one where there is none", async () => {
    const { store, calls } = watchedStore(undefined);
    const { changed, seen } = change(store, () => one);
    expect(await changed).toMatchObject({ text: textOfOne });
    expect(seen).toEqual([[undefined, false]]);
    expect(calls).toEqual(["read", "write over undefined"]);
  });

  it.each([
    ["the very baseline that was read, however its document is laid out", textOfOne.replaceAll("\n", "\r\n"), false],
    ["another one that says the same", textOfOne, true],
  ])("writes nothing where the change returns %s", async (_, text, isCopy) => {
    const { store, calls } = watchedStore(text);
    const { changed } = change(store, (now) => (isCopy ? one : now!));
    expect((await changed).text).toBe(text);
    expect(calls).toEqual(["read"]);
  });

  it.each<[string, string | undefined, FoundBaseline]>([
    ["a baseline", textOfOne, { baseline: one, stored: { text: textOfOne, version: "1" } }],
    ["that there is none", undefined, { whyMissing: "there is none yet" }],
  ])("tries first without reading what it knows already: %s", async (_, text, found) => {
    const { store, calls, textNow } = watchedStore(text);
    const { changed, seen } = change(store, () => two, { found });
    await changed;
    expect(seen[0]?.[0]).toBe(found.baseline);
    expect(seen).toEqual([[found.baseline, true]]);
    expect(calls).toEqual([`write over ${found.stored?.version}`]);
    expect(await textNow()).toBe(textOfTwo);
  });

  it("reads once somebody else was quicker, and no longer takes that for what was found", async () => {
    const { store, calls } = watchedStore(textOfOne);
    const { changed, seen } = change(store, () => two, { found: { whyMissing: "there is none yet" } });
    await changed;
    expect(seen).toEqual([
      [undefined, true],
      [one, false],
    ]);
    expect(calls).toEqual(["write over undefined", "read", "write over 1"]);
  });

  it("parses no document that it knows, and each other one", async () => {
    const saved = { text: textOfOne, baseline: one };
    const known = change(watchedStore(textOfOne).store, () => two, { saved });
    await known.changed;
    expect(known.seen[0]?.[0]).toBe(one);
    const moved = change(watchedStore(textOfTwo).store, () => one, { saved });
    await moved.changed;
    expect(moved.seen).toEqual([[two, false]]);
  });

  it("throws what the change throws, and writes nothing", async () => {
    const { store, calls } = watchedStore(textOfOne);
    const refused = new Error("refused");
    const { changed } = change(store, () => {
      throw refused;
    });
    await expect(changed).rejects.toBe(refused);
    expect(calls).toEqual(["read"]);
  });

  it("writes nothing over a document that became unusable", async () => {
    const { store, calls } = watchedStore("{}");
    await expect(change(store, () => one).changed).rejects.toMatchObject({ code: "BASELINE_UNREADABLE" });
    expect(calls).toEqual(["read"]);
  });

  it("pauses longer after each lost race, up to a limit", async () => {
    const { store } = watchedStore(textOfOne, 8);
    const { changed, slept } = change(store, () => two);
    expect(await changed).toMatchObject({ extra: 9 });
    expect(slept).toEqual([10, 20, 40, 80, 160, 320, 320, 320]);
  });

  it("gives up after fifty lost races", async () => {
    const { store, calls, textNow } = watchedStore(textOfOne, 51);
    await expect(change(store, () => two).changed).rejects.toMatchObject({ code: "BASELINE_BUSY" });
    expect(calls.filter((call) => call !== "read")).toHaveLength(50);
    expect(await textNow()).toBe(textOfOne);
  });
});
