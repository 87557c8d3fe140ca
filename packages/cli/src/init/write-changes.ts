import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../usage-error.ts";
import type { Change } from "./plan-changes.ts";

/**
 * Writes new files and adds to others; over none.
 *
 * @param folder of the project. Absolute
 * @returns the paths of what was written
 * @throws UsageError `INIT_UNWRITABLE`
 */
export function writeChanges(changes: readonly Change[], folder: string): readonly string[] {
  const written: string[] = [];
  for (const { does, path, text } of changes) {
    const target = join(folder, path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      if (does === "append") appendFileSync(target, text);
      else writeFileSync(target, text, { flag: "wx" });
    } catch (error) {
      const before = written.length === 0 ? "Nothing was written" : `Written before: ${written.join(", ")}`;
      const why = error instanceof Error ? error.message : String(error);
      throw new UsageError("INIT_UNWRITABLE", `${path} cannot be written: ${why}. ${before}.`, {
        next: "Make room for it, and run init again: it leaves alone what is there.",
        cause: error,
      });
    }
    written.push(path);
  }
  return written;
}
