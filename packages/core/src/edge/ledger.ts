import { emptyWindow, type QuotaWindow } from "./quota-window.ts";

/** Where the requests that count against an account are written down, by everyone who sends them. */
export interface Ledger {
  /** Reads, changes and saves in one step that nobody comes between. Returns what `change` returned second. */
  update<T>(change: (window: QuotaWindow) => readonly [QuotaWindow, T]): Promise<T>;
}

/** A ledger for one process: others that use the same account are not seen. */
export function createMemoryLedger(start: QuotaWindow = emptyWindow): Ledger {
  let window = start;
  return {
    update(change) {
      const [changed, value] = change(window);
      window = changed;
      return Promise.resolve(value);
    },
  };
}
