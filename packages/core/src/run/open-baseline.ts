import { createFileStore } from "../baseline/file-store.ts";
import type { BaselineStore } from "../baseline/baseline-store.ts";
import type { System } from "../system.ts";

/** The store of a baseline, by where it lies. */
export function openBaseline(location: string, { clock }: Pick<System, "clock">): BaselineStore {
  return createFileStore(location, clock);
}
