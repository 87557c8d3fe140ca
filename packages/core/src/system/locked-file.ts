import { randomBytes, randomInt } from "node:crypto";
import { access, mkdir, readdir, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "./clock.ts";
import { ifThere, systemCode } from "./errors.ts";

export interface LockRules {
  /**
   * Milliseconds after which the lock of a process that died is taken over. A living holder renews it more often than
   * that.
   */
  readonly stale: number;
  /** Milliseconds to wait for the lock at most; longer than `stale`, so that a process that died stops nobody. */
  readonly patience: number;
  /** Once it aborts, nobody waits for longer than `grace`. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds. @default 2000: holding a lock takes a few, and what is owed is to be saved all the same */
  readonly grace?: number;
  /** Called once where others hold it for a second already. */
  readonly onBusy?: () => void;
}

/** Others held a lock all the time. */
export class LockBusyError extends Error {
  override readonly name = "LockBusyError";
}

class LockLostError extends Error {
  override readonly name = "LockLostError";
}

/**
 * Acts while this process alone, of all that lock the same path, may change that file. The lock is the folder
 * `<path>.lock`, which the system makes for one process only, on network drives as well; the folder of `path` must be
 * there, the file need not.
 *
 * A process that was stopped for longer than `stale` may have lost its lock to another one. `act` calls `stillHeld`
 * right before what cannot be undone: it throws where that is so, and `act` is called once more under a new lock.
 *
 * @throws LockBusyError where others hold it for longer than `patience`, or than `grace` after the signal; the system's
 * error where there can be no lock; what `act` throws
 */
export async function withLock<T>(
  path: string,
  rules: LockRules,
  act: (stillHeld: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const folder = `${path}.lock`;
  // Other processes go by real time, whatever the clock of a test says.
  const until = performance.now() + rules.patience;
  for (;;) {
    const owner = await takeLock(folder, rules, until);
    const over = new AbortController();
    void keepFresh(folder, owner, rules.stale / 3, over.signal);
    try {
      return await act(async () => {
        if (!(await isThere(join(folder, owner)))) throw new LockLostError(`The lock ${folder} was taken over.`);
      });
    } catch (error) {
      if (!(error instanceof LockLostError)) throw error;
    } finally {
      over.abort();
      // What was to be done is done; a lock that cannot be released is taken over once it is stale.
      await takeAway(folder, [owner]).catch(() => {});
    }
  }
}

/** Waits for the lock. Returns the name of a file in its folder, which tells whose it is. */
async function takeLock(folder: string, rules: LockRules, until: number): Promise<string> {
  const { stale, onBusy, signal, grace = 2000 } = rules;
  let ends = until;
  let tell = onBusy;
  const begun = performance.now();
  const owner = randomBytes(6).toString("hex");
  let seen = Number.NaN;
  let seenSince = 0;
  for (;;) {
    if ((await make(folder)) && (await sign(folder, owner))) return owner;
    const now = performance.now();
    if (signal?.aborted && ends === until) ends = Math.min(until, now + grace);
    // In this order: what is found stale are these owners, and not one who came after them.
    const owners = await ownersOf(folder);
    const renewedAt = (await ifThere(stat(folder)))?.mtimeMs;
    if (renewedAt !== undefined && renewedAt !== seen) [seen, seenSince] = [renewedAt, now];
    // A time in the future, by a clock that was set back, never gets old: then what counts is that nobody renews it.
    const isStale = systemClock.now() - (renewedAt ?? Infinity) >= stale || now - seenSince >= stale;
    if (renewedAt !== undefined && isStale) await takeAway(folder, owners);
    else if (now >= ends) throw new LockBusyError(`Other processes hold ${folder}.`);
    await systemClock.sleep(randomInt(5, 35));
    if (now - begun < 1000) continue;
    tell?.();
    tell = undefined;
  }
}

/** Whether this call made the folder. */
async function make(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    const code = systemCode(error);
    // Windows says EPERM for a folder that somebody is just removing.
    if (code === "EEXIST" || (code === "EPERM" && (await isThere(folder)))) return false;
    throw error;
  }
}

/**
 * Writes down whose lock it is; `false` where it is not this one's after all: somebody removed the folder before this
 * wrote its name, and another one made it anew. Whoever writes a name looks for others after that, so that of two at
 * least one sees both.
 */
async function sign(folder: string, owner: string): Promise<boolean> {
  try {
    await writeFile(join(folder, owner), "", { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    // A disk that is full.
    await rmdir(folder).catch(() => {});
    throw error;
  }
  const owners = await ownersOf(folder);
  if (owners.length === 1 && owners[0] === owner) return true;
  await takeAway(folder, [owner]);
  return false;
}

/** The names in a lock; none where it is gone, or where its maker has not written one. */
async function ownersOf(folder: string): Promise<readonly string[]> {
  return (await ifThere(readdir(folder))) ?? [];
}

/** Takes a lock away from these owners, and from no other: a folder that holds another's name stays. */
async function takeAway(folder: string, owners: readonly string[]): Promise<void> {
  for (const owner of owners) await rm(join(folder, owner), { force: true });
  try {
    await rmdir(folder);
  } catch (error) {
    if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes(systemCode(error) ?? "")) throw error;
  }
}

/** Renews a lock again and again. Where that fails it gets stale, and whoever holds it finds out before it matters. */
async function keepFresh(folder: string, owner: string, pause: number, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      await systemClock.sleep(pause, signal);
      const now = new Date(systemClock.now());
      if (await isThere(join(folder, owner))) await utimes(folder, now, now);
    }
  } catch {
    // The lock is not needed any more, or not ours.
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
