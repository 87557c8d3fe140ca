import process from "node:process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What a process holds at a moment at which nothing is under way. */
export interface Holdings {
  /** Bytes of the heap that are in use after everything was collected that nobody needs. */
  readonly heap: number;
  /** Timers, sockets and the like that keep a process alive, by their kind. */
  readonly handles: Readonly<Record<string, number>>;
}

/** Measures what this process holds. */
export async function measureHoldings(): Promise<Holdings> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // What closes is closed a turn later, and can be collected then.
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  return { heap: process.memoryUsage().heapUsed, handles };
}
