import writeFileAtomic from "write-file-atomic";
import { createHash } from "node:crypto";
import { readFile, rename, stat } from "node:fs/promises";
import { lock } from "proper-lockfile";
import type { BaselineStore, StoredText } from "../../options/baseline-store.ts";
import type { Clock } from "../../system/clock.ts";
import { messageOf, systemCode } from "../../system/errors.ts";
import { BaselineError } from "../baseline-error.ts";
import { prepareStateFolder } from "../state-folder.ts";

/** Milliseconds after which the lock of a process that died is taken over. Holding it takes a few. */
const staleLock = 5000;

/**
 * A baseline in a local file. Replaced by renaming a finished copy over it, under a lock file that a killed process
 * cannot keep.
 */
export function createFileStore(path: string, clock: Clock): BaselineStore {
  const read = async (): Promise<StoredText | undefined> => {
    try {
      const text = await readFile(path, "utf8");
      const { mtimeMs: savedAt } = await stat(path);
      return { text, version: createHash("sha256").update(text).digest("hex"), savedAt };
    } catch (error) {
      if (systemCode(error) === "ENOENT") return undefined;
      throw new BaselineError("BASELINE_UNREADABLE", `The baseline ${path} cannot be read: ${messageOf(error)}.`, {
        next: "Make it readable for this user. It was not replaced, since what it says would be lost.",
        cause: error,
      });
    }
  };

  const locked = async <T>(change: () => Promise<T>): Promise<T> => {
    await writable(path, () => prepareStateFolder(path));
    const unlock = await takeLock(path);
    try {
      return await change();
    } finally {
      await unlock();
    }
  };

  return {
    location: path,
    read,
    write: (text, expected) =>
      locked(async () => {
        if ((await read())?.version !== expected) return false;
        await writable(path, () => writeFileAtomic(path, text));
        return true;
      }),
    setAside: (expected) =>
      locked(async () => {
        if ((await read())?.version !== expected) return undefined;
        const aside = `${path}.unusable-${new Date(clock.now()).toISOString().replaceAll(":", "-")}`;
        await writable(path, () => rename(path, aside));
        return aside;
      }),
  };
}

async function takeLock(path: string): Promise<() => Promise<void>> {
  let compromised = false;
  try {
    const unlock = await lock(path, {
      // The file itself may not exist yet.
      realpath: false,
      stale: staleLock,
      retries: { retries: 200, factor: 1.2, minTimeout: 10, maxTimeout: 250, randomize: true },
      // By default this throws where nobody can catch it. A lock taken over while we hold it means that our process was
      // stopped for seconds: there is nothing left to release, and the version check of the next write tells.
      onCompromised: () => {
        compromised = true;
      },
    });
    return async () => {
      if (!compromised) await unlock();
    };
  } catch (error) {
    if (systemCode(error) !== "ELOCKED") throw unwritable(path, error);
    throw new BaselineError("BASELINE_BUSY", `Other runs held the lock of ${path} for too long.`, {
      next: `If none is running, remove ${path}.lock and run again.`,
      cause: error,
    });
  }
}

async function writable<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, cause: unknown): BaselineError {
  return new BaselineError("BASELINE_UNWRITABLE", `The baseline ${path} cannot be written: ${messageOf(cause)}.`, {
    next: "Make its folder writable and see that the disk is not full, or choose another place with baseline.",
    cause,
  });
}
