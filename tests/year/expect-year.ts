import { basename } from "node:path";
import { expect } from "vitest";
import type { Files } from "../histories/history.ts";
import type { Holdings } from "./measure-holdings.ts";
import { playYear } from "./play-year.ts";

/** Plays a year, in which nothing stale is served after a good verdict and nothing is lost, and looks at what it leaves behind. */
export async function expectYear({ seed, runs }: { readonly seed: number; readonly runs: number }): Promise<void> {
  const year = await playYear({ seed, runs });
  process.stdout.write(`${describe(year)}\n`);
  expect(year.runs).toBeGreaterThanOrEqual(runs);
  // Not by never promising anything, nor by never being killed.
  expect(year.promises).toBeGreaterThan(runs / 5);
  expect(year.killed).toBeGreaterThan(runs / 30);
  expectNoGrowth(year.holdings, runs);
  expectFewFiles(year.state);
}

/** As many handles at the end of each month, and a heap that is hardly larger at the end of the year than it was in the middle. */
function expectNoGrowth(holdings: readonly Holdings[], runs: number): void {
  const [first] = holdings;
  for (const { handles } of holdings) expect(handles).toEqual(first?.handles);
  const largest = (months: readonly Holdings[]) => Math.max(...months.map(({ heap }) => heap));
  expect(largest(holdings.slice(6)) - largest(holdings.slice(3, 6))).toBeLessThan(mostGrowth(runs));
}

/** Bytes: the model of the edges keeps what nobody asks for any more, some three kilobytes of it with each run. */
function mostGrowth(runs: number): number {
  return 4_000_000 + 3000 * runs;
}

/** What is kept has its name and place, and there is one of each. */
function expectFewFiles(state: Files): void {
  const counts: Record<string, number> = {};
  for (const path of Object.keys(state)) {
    const name = /\/home\//u.test(path) ? "in the home" : basename(path);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  for (const [name, count] of Object.entries(counts))
    expect({ name, count }).toEqual({ name, count: Math.min(count, mostOf[name] ?? 0) });
}

/** Two environments, of which each of two machines has its own plans and reports. */
const mostOf: Readonly<Record<string, number>> = {
  ".gitignore": 4,
  "baseline.json": 2,
  "plan.json": 4,
  "last-purge.json": 4,
  "in the home": 1,
};

function describe({ runs, promises, compared, killed, holdings, state }: Awaited<ReturnType<typeof playYear>>): string {
  const bytes = Object.values(state).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const heap = holdings.map(({ heap }) => (heap / 1e6).toFixed(1)).join(", ");
  return (
    `${runs} runs, ${killed} of them killed; ${promises} good verdicts, after which ${compared} answers of edges were compared; ` +
    `${bytes} bytes of state; MB of heap at the end of each month: ${heap}`
  );
}
