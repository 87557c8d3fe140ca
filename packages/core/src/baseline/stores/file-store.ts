import { hash } from "node:crypto";
import { readFile, rename, stat } from "node:fs/promises";
import type { BaselineStore, StoredText } from "../../options/baseline-store.ts";
import type { Clock } from "../../system/clock.ts";
import { messageOf, systemCode } from "../../system/errors.ts";
import { LockBusyError, withLock } from "../../system/locked-file.ts";
import { replaceFile } from "../../system/replace-file.ts";
import { BaselineError } from "../baseline-error.ts";
import { prepareStateFolder } from "../state-folder.ts";

/** Milliseconds: holding the lock takes a few, and a process that died is waited for no longer than the first. */
const lockRules = { stale: 5000, patience: 45_000 };

/**
 * A baseline in a local file. Replaced by renaming a finished copy over it, under a lock file that a killed process
 * cannot keep.
 */
export function createFileStore(
  path: string,
  { clock, signal }: { readonly clock: Clock; readonly signal?: AbortSignal | undefined },
  tell: (line: string) => void = () => {},
): BaselineStore {
  const onBusy = () => tell(`waiting up to ${lockRules.patience / 1000} s: another run writes the baseline ${path}`);
  const read = async (): Promise<StoredText | undefined> => {
    try {
      const found = await stat(path);
      // Reading a pipe would wait for somebody, and a device would be set aside as an unusable document.
      if (!found.isFile()) throw new Error("it is no file");
      const bytes = await readFile(path);
      return { text: bytes.toString(), version: hash("sha256", bytes, "hex"), savedAt: found.mtimeMs };
    } catch (error) {
      if (systemCode(error) === "ENOENT") return undefined;
      throw new BaselineError("BASELINE_UNREADABLE", `The baseline ${path} cannot be read: ${messageOf(error)}.`, {
        next: "Make it readable for this user. It was not replaced, since what it says would be lost.",
        cause: error,
      });
    }
  };

  const locked = async <T>(change: (stillHeld: () => Promise<void>) => Promise<T>): Promise<T> => {
    try {
      await prepareStateFolder(path);
      return await withLock(path, { ...lockRules, onBusy, signal }, change);
    } catch (error) {
      if (error instanceof LockBusyError) throw busy(path, error);
      throw error instanceof BaselineError ? error : unwritable(path, error);
    }
  };

  return {
    location: path,
    read,
    write: (text, expected) =>
      locked(async (stillHeld) => {
        if ((await read())?.version !== expected) return false;
        await replaceFile(path, text, { ready: stillHeld });
        return true;
      }),
    setAside: (expected) =>
      locked(async () => {
        if ((await read())?.version !== expected) return undefined;
        const aside = `${path}.unusable-${new Date(clock.now()).toISOString().replaceAll(":", "-")}`;
        await rename(path, aside);
        return aside;
      }),
  };
}

function busy(path: string, cause: LockBusyError): BaselineError {
  return new BaselineError("BASELINE_BUSY", `Other runs held the lock of ${path} for too long.`, {
    next: `If none is running, remove ${path}.lock and run again.`,
    cause,
  });
}

function unwritable(path: string, cause: unknown): BaselineError {
  return new BaselineError("BASELINE_UNWRITABLE", `The baseline ${path} cannot be written: ${messageOf(cause)}.`, {
    next: "Make its folder writable and see that the disk is not full, or choose another place with baseline.",
    cause,
  });
}
