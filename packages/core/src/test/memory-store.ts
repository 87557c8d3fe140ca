import type { BaselineStore, StoredText } from "../options/baseline-store.ts";

/** A baseline that lives as long as the process: for tests, and for trying things out. */
export function createMemoryStore(initial?: string): BaselineStore & { readonly asides: readonly string[] } {
  let stored: StoredText | undefined = initial === undefined ? undefined : { text: initial, version: "1" };
  let writes = 1;
  const asides: string[] = [];
  return {
    location: "memory",
    asides,
    async read() {
      return stored;
    },
    async write(text, expected) {
      if (stored?.version !== expected) return false;
      stored = { text, version: String(++writes) };
      return true;
    },
    async setAside(expected) {
      if (stored?.version !== expected) return undefined;
      asides.push(stored.text);
      stored = undefined;
      return "memory (set aside)";
    },
  };
}
