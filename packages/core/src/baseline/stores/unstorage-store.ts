import { createHash } from "node:crypto";
import type { BaselineStore, StoredText } from "../../options/baseline-store.ts";
import { type Clock, systemClock } from "../../system/clock.ts";
import { messageOf } from "../../system/errors.ts";
import { BaselineError } from "../baseline-error.ts";

/** What is needed of an instance of `unstorage` (`createStorage()`), so that the package itself is not. */
export interface UnstorageInstance {
  getItemRaw(key: string): Promise<unknown>;
  setItemRaw(key: string, value: string): Promise<unknown>;
  removeItem(key: string): Promise<unknown>;
}

/** The last write to each storage: the next one waits for it. */
const writes = new WeakMap<UnstorageInstance, Promise<unknown>>();

/**
 * A baseline in an `unstorage` instance, and so in whatever its driver knows: Redis, a key-value service, a database.
 *
 * `unstorage` has no conditional write. Writers of one process wait for each other here; of two processes that write at the same
 * moment, one may undo what the other remembered. Use it only where nothing else deploys to the edge at the same time, such as
 * in a concurrency group; otherwise choose a file or Object Storage.
 *
 * @param key where the document lies, for example `baselines:production`
 */
export function createUnstorageStore(
  storage: UnstorageInstance,
  key: string,
  clock: Pick<Clock, "now"> = systemClock,
): BaselineStore {
  const location = `unstorage://${key}`;

  const read = async (): Promise<StoredText | undefined> => {
    const value = await attempt("BASELINE_UNREADABLE", `The baseline ${location} cannot be read`, () =>
      storage.getItemRaw(key),
    );
    if (value === null || value === undefined) return undefined;
    const text = textOf(value);
    if (text === undefined) throw noText(location);
    return { text, version: createHash("sha256").update(text).digest("hex") };
  };

  const exclusive = async <Value>(change: () => Promise<Value>): Promise<Value> => {
    const changed = (writes.get(storage) ?? Promise.resolve()).then(change);
    const over = changed.catch(() => {});
    writes.set(storage, over);
    return changed;
  };

  const write = (at: string, text: string) =>
    attempt("BASELINE_UNWRITABLE", `The baseline ${location} cannot be written`, () => storage.setItemRaw(at, text));

  return {
    location,
    read,
    write: (text, expected) =>
      exclusive(async () => {
        if ((await read())?.version !== expected) return false;
        await write(key, text);
        return true;
      }),
    setAside: (expected) =>
      exclusive(async () => {
        const stored = await read();
        if (stored?.version !== expected) return undefined;
        const suffix = `.unusable-${new Date(clock.now()).toISOString().replaceAll(":", "-")}`;
        await write(key + suffix, stored.text);
        await attempt("BASELINE_UNWRITABLE", `The baseline ${location} cannot be removed`, () =>
          storage.removeItem(key),
        );
        return location + suffix;
      }),
  };
}

/** Drivers hand raw values back as they keep them. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof Uint8Array || value instanceof ArrayBuffer ? new TextDecoder().decode(value) : undefined;
}

function noText(location: string): BaselineError {
  return new BaselineError("BASELINE_UNREADABLE", `The baseline ${location} is neither text nor bytes.`, {
    next: "Choose a driver of unstorage that gives raw values back as they were set.",
  });
}

async function attempt<Value>(
  code: "BASELINE_UNREADABLE" | "BASELINE_UNWRITABLE",
  what: string,
  act: () => Promise<Value>,
): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    throw new BaselineError(code, `${what}: ${messageOf(error)}.`, {
      next: "See that the storage behind unstorage can be reached and written, or choose another place with baseline.",
      cause: error,
    });
  }
}
