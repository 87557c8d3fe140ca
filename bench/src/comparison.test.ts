import { expect, it } from "vitest";
import type { Sample } from "./alternate.ts";
import { compareSamples } from "./comparison.ts";
import { describeGrowth } from "./growth.ts";

const samples = new Map([
  ["run", [2000, 4000, 3000].map((wall) => ({ wall, cpu: 2500, peak: 100e6 }))],
  ["digest", [1000, 2000, 1000].map((wall) => ({ wall, cpu: 1000 }))],
  ["walk", [1000, 2000, 1000].map((wall) => ({ wall }))],
]);

it("says of ours how often the reference fits into it, and of a reference that is not there why", () => {
  const references = [{ name: "digest" }, { name: "walk" }, { name: "rsync", absent: "not installed" }];
  expect(compareSamples(samples, { ours: ["run"], references })).toEqual({
    head: ["", "wall time", "× digest", "× walk", "CPU time", "CPU × digest", "peak memory"],
    rows: [
      ["run", "3.00 s (2.00 s–4.00 s)", "2.00 (2.00–3.00)", "2.00 (2.00–3.00)", "2.50 s", "2.50 (2.50–2.50)", "100 MB"],
      ["digest", "1.00 s (1.00 s–2.00 s)", "", "", "1.00 s", "", "not known"],
      ["walk", "1.00 s (1.00 s–2.00 s)", "", "", "not known", "", "not known"],
      ["rsync", "not installed"],
    ],
  });
});

it("refuses a subject that was not measured", () => {
  expect(() => compareSamples(samples, { ours: ["run away"], references: [] })).toThrow("run away was not measured");
});

it("says of each size how often the one before fits into it", () => {
  const sizes = new Map<string, Sample[]>([
    ["10", [1000, 2000].map((wall) => ({ wall, cpu: 100 }))],
    ["100", [3000, 6000].map((wall) => ({ wall, peak: 1e6 }))],
  ]);
  expect(describeGrowth(sizes).rows).toEqual([
    ["10", "1.50 s (1.00 s–2.00 s)", "", "100 ms", "not known"],
    ["100", "4.50 s (3.00 s–6.00 s)", "3.00 (3.00–3.00)", "not known", "1 MB"],
  ]);
});
