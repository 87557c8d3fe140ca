import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { BaselineStore } from "@global-edge-purge/core";
import { neverEnds } from "./faults.ts";
import type { Death } from "./history.ts";

/**
 * A baseline in a file, for one process, that dies at a certain reading or writing. For the dead nothing is done any more, and their
 * calls do not return.
 */
export function createMortalStore(path: string, death: Death, die: () => void, isDead: () => boolean): BaselineStore {
  const seen = { read: 0, write: 0 };
  const mortal = async <Result>(at: "read" | "write", act: () => Result): Promise<Result> => {
    seen[at] += 1;
    const isTime = death.at === at && seen[at] === death.count;
    if (isTime && death.side === "before") die();
    if (isDead()) return neverEnds();
    const result = act();
    if (isTime) die();
    return isDead() ? neverEnds() : result;
  };
  const textNow = () => (existsSync(path) ? readFileSync(path, "utf8") : undefined);
  return {
    location: path,
    read: () =>
      mortal("read", () => {
        const text = textNow();
        return text === undefined ? undefined : { text, version: text };
      }),
    write: (text, expected) =>
      mortal("write", () => {
        if (textNow() !== expected) return false;
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(`${path}.new`, text);
        renameSync(`${path}.new`, path);
        return true;
      }),
    setAside: () => Promise.reject(new Error("No history makes a baseline unusable.")),
  };
}
