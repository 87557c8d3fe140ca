import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeBaseline } from "../baseline/stored-baseline.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import { settled } from "./entries.ts";
import { createFakeClock } from "./fake-clock.ts";

/** Two views of one document, as two processes have them. */
export type OpenStores = () => Promise<readonly [BaselineStore, BaselineStore]>;

/** What every store must do. `open` gives two views of a place that holds nothing yet. */
export function describeStore(name: string, open: OpenStores): void {
  describe(`${name}, as a store`, () => {
    it("holds nothing at first", async () => {
      const [store] = await open();
      expect(await store.read()).toBeUndefined();
      expect(store.location).not.toBe("");
    });

    it("gives back what was written, in every view, byte for byte", async () => {
      const [mine, yours] = await open();
      const text = '{ "한글": "\\u0000 \\"quoted\\" 😀", "__proto__": {} }\r\n';
      expect(await mine.write(text, undefined)).toBe(true);
      expect((await mine.read())?.text).toBe(text);
      expect(await yours.read()).toEqual(await mine.read());
    });

    it("replaces only what it was told to replace", async () => {
      const [mine, yours] = await open();
      expect(await mine.write("1", undefined)).toBe(true);
      expect(await yours.write("2", undefined)).toBe(false);
      const first = await mine.read();
      expect(await yours.write("2", first?.version)).toBe(true);
      expect(await mine.write("3", first?.version)).toBe(false);
      expect((await mine.read())?.text).toBe("2");
      expect((await mine.read())?.version).not.toBe(first?.version);
    });

    it("lets one of two writers win who start from the same document", async () => {
      const [mine, yours] = await open();
      await mine.write("0", undefined);
      const version = (await mine.read())?.version;
      const won = await Promise.all([mine.write("mine", version), yours.write("yours", version)]);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await mine.read())?.text).toBe(won[0] ? "mine" : "yours");
    });

    it("lets one of two writers win who start from nothing", async () => {
      const [mine, yours] = await open();
      const won = await Promise.all([mine.write("mine", undefined), yours.write("yours", undefined)]);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await yours.read())?.text).toBe(won[0] ? "mine" : "yours");
    });

    it("moves an unusable document out of the way, and only the one it was told", async () => {
      const [mine, yours] = await open();
      await mine.write("garbage", undefined);
      const version = (await mine.read())?.version ?? "";
      await yours.write("fine", version);
      expect(await mine.setAside(version)).toBeUndefined();
      expect((await mine.read())?.text).toBe("fine");
      const place = await mine.setAside((await mine.read())?.version ?? "");
      expect(place).toMatch(/./u);
      expect(await yours.read()).toBeUndefined();
      expect(await yours.write("new", undefined)).toBe(true);
      expect((await mine.read())?.text).toBe("new");
    });

    it("loses no change of writers who work at once", async () => {
      const stores = await open();
      const names = Array.from({ length: 12 }, (_, index) => `file-${index}`);
      const ports = { clock: createFakeClock(), random: () => 0.5 };
      await Promise.all(
        names.map((assetPath, index) =>
          changeBaseline(
            stores[index % 2 === 0 ? 0 : 1],
            (baseline) => {
              const paths = new Map(baseline?.edges.get(1)?.paths).set(assetPath, settled("1"));
              return { baseline: { outputDirectory: "dist", edges: new Map([[1, { mappings: [], paths }]]) } };
            },
            ports,
          ),
        ),
      );
      const text = (await stores[0].read())?.text ?? "";
      expect(names.filter((name) => !text.includes(`"${name}"`))).toEqual([]);
    });

    it("agrees with a variable in every order of reads and writes", async () => {
      const step = fc.record({
        writer: fc.constantFrom(0 as const, 1 as const),
        stale: fc.boolean(),
        text: fc.string(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
          const stores = await open();
          const versions: (string | undefined)[] = [undefined];
          let expected: string | undefined;
          for (const { writer, stale, text } of steps) {
            const version = versions.at(stale ? 0 : -1);
            const isCurrent = version === versions.at(-1);
            const unique = `${versions.length} ${text}`;
            expect(await stores[writer].write(unique, version)).toBe(isCurrent);
            if (isCurrent) expected = unique;
            const stored = await stores[writer === 0 ? 1 : 0].read();
            expect(stored?.text).toBe(expected);
            if (isCurrent) versions.push(stored?.version);
          }
        }),
        { numRuns: 20 },
      );
    });
  });
}
