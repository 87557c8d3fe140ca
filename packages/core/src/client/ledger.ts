import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, readFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import process from "node:process";
import { z } from "zod";
import type { EnvironmentVariables } from "../system/system.ts";
import type { Clock } from "../system/clock.ts";
import { ifThere, messageOf } from "../system/errors.ts";
import { withLock } from "../system/locked-file.ts";
import type { Warning } from "../system/logger.ts";
import { replaceFile } from "../system/replace-file.ts";
import { emptyWindow, fillWindow, type QuotaWindow } from "./quota-window.ts";

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

/**
 * The file in which the requests of one key at one endpoint are counted. Its name is a SHA-256: the key is not in it.
 */
export function ledgerPath(folder: string, endpoint: string, accessKey: string): string {
  const name = createHash("sha256").update(`${endpoint}\n${accessKey}`).digest("hex");
  return join(folder, `${name}.v1.json`);
}

/** Milliseconds: holding the lock takes a few, and a process that died is waited for no longer than the first. */
const lockRules = { stale: 2000, patience: 8000 };

const ledgerFile = z.object({
  nextId: z.int().positive(),
  slots: z.array(
    z.object({ id: z.int(), processId: z.int().positive(), takenAt: z.number(), answeredAt: z.number().optional() }),
  ),
  fullUntil: z.number().optional(),
});

/**
 * A ledger that all processes of this machine share: a small JSON file under a lock that a killed process cannot keep.
 *
 * A file that cannot be read is replaced by a window that is full from now on, so that whatever it held cannot be
 * exceeded. Where locking or writing fails, requests are counted in this process alone from then on, with one warning:
 * a purge must not be lost for the sake of counting.
 *
 * @param path absent where there is no folder to share
 * @param windowLength milliseconds
 * @param signal once it aborts, nobody is waited for any more
 */
export function createFileLedger(
  path: string | undefined,
  windowLength: number,
  clock: Clock,
  onWarning: (warning: Warning) => void,
  signal?: AbortSignal,
): Ledger {
  let alone: Ledger | undefined;
  let seen: QuotaWindow = emptyWindow;

  const read = async (path: string): Promise<QuotaWindow> => {
    const text = await ifThere(readFile(path, "utf8"));
    if (text === undefined) return emptyWindow;
    const window = parseWindow(text);
    if (window) return window;
    const message = `The count of requests in ${path} is unreadable and starts anew.`;
    onWarning({ code: "LEDGER_UNREADABLE", message: `${message} To be safe, nothing is sent for one window.` });
    return fillWindow(emptyWindow, clock.now() + windowLength);
  };

  return {
    async update(change) {
      if (alone) return alone.update(change);
      try {
        if (path === undefined) throw new Error("the environment names no folder of this user's, such as HOME");
        await preparePrivateFolder(dirname(path));
        return await withLock(path, { ...lockRules, signal }, async (stillHeld) => {
          const [changed, value] = change(await read(path));
          await replaceFile(path, JSON.stringify(changed), { mode: 0o600, ready: stillHeld });
          seen = changed;
          return value;
        });
      } catch (error) {
        const message =
          "Requests are counted in this process alone, since there is no count to share: " + `${messageOf(error)}.`;
        onWarning({
          code: "LEDGER_UNUSABLE",
          message: `${message} Other processes may exceed the quota together with it.`,
        });
        alone = createMemoryLedger(seen);
        return alone.update(change);
      }
    },
  };
}

function parseWindow(text: string): QuotaWindow | undefined {
  try {
    // JSON has no undefined, so leaving a field out and setting it to undefined are the same here.
    return ledgerFile.parse(JSON.parse(text)) as QuotaWindow;
  } catch {
    // Not JSON, or not of our form: the caller says what follows from that.
    return undefined;
  }
}

/**
 * The folder of this user's in which all processes of the machine count their requests, by the environment:
 * `XDG_STATE_HOME`, else `~/.local/state`, on macOS `~/Library/Caches`, on Windows `LOCALAPPDATA`. `undefined` where
 * there is no such place: a folder that all users share would let one of them get in another's way.
 */
export function userStateDirectory(env: EnvironmentVariables, platform: string = process.platform): string | undefined {
  const place = (name: string, ...below: readonly string[]) => {
    const folder = env[name]?.trim() ?? "";
    return isAbsolute(folder) ? join(folder, ...below, "global-edge-purge") : undefined;
  };
  if (platform === "win32") return place("LOCALAPPDATA");
  const home = platform === "darwin" ? place("HOME", "Library", "Caches") : place("HOME", ".local", "state");
  return place("XDG_STATE_HOME") ?? home;
}

/**
 * Makes a folder that nobody but this user may write into, or sees that it is one: whoever else can put a file there
 * can make us write wherever a link leads.
 *
 * @param userId the number of this user; absent on Windows, which has none and keeps the folder to the user by itself
 * @throws Error in words where it is another's, a link, or no folder
 */
export async function preparePrivateFolder(
  folder: string,
  userId: number | undefined = process.getuid?.(),
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Of a link we want to know that it is one.
  const found = await lstat(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is no folder, or a link to one`);
  if (userId === undefined) return;
  if (found.uid !== userId) throw new Error(`${folder} belongs to another user`);
  if ((found.mode & 0o022) !== 0) throw new Error(`others may write into ${folder}`);
  if ((found.mode & 0o077) !== 0) await chmod(folder, 0o700);
}
