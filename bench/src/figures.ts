import type { Spread } from "./spread.ts";

/** A time in milliseconds, in the unit that keeps it short. */
export function formatTime(milliseconds: number): string {
  return Math.abs(milliseconds) >= 1000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${milliseconds.toFixed(0)} ms`;
}

/** A number of bytes. */
export function formatBytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

export function formatRatio(ratio: number): string {
  return ratio.toFixed(2);
}

/** The median, and from the least to the most in parentheses. */
export function formatSpread({ median, least, most }: Spread, format: (value: number) => string): string {
  return `${format(median)} (${format(least)}–${format(most)})`;
}

/** A whole number with commas between its thousands. */
export function formatCount(count: number): string {
  return String(count).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ",");
}
