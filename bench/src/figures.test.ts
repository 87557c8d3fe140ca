import { expect, it } from "vitest";
import { formatBytes, formatCount, formatRatio, formatSpread, formatTime } from "./figures.ts";

it.each([
  [formatTime(12.4), "12 ms"],
  [formatTime(-1500), "-1.50 s"],
  [formatTime(3456), "3.46 s"],
  [formatBytes(149_600_000), "150 MB"],
  [formatRatio(1.299), "1.30"],
  [formatCount(999), "999"],
  [formatCount(1_000_000), "1,000,000"],
  [formatSpread({ median: 2, least: 1, most: 3 }, formatRatio), "2.00 (1.00–3.00)"],
])("%s reads as %s", (formatted, text) => {
  expect(formatted).toBe(text);
});
