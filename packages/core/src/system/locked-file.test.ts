import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../test/temp-folder.ts";
import { LockBusyError, withLock } from "./locked-file.ts";
import { replaceFile } from "./replace-file.ts";

const rules = { stale: 5000, patience: 20_000 };

async function setUp() {
  const folder = await tempFolder();
  return { folder, path: join(folder, "file"), lock: join(folder, "file.lock") };
}

/** Adds one to the number in a file, as slowly as others allow. */
async function count(path: string, stillHeld: () => Promise<void>): Promise<void> {
  const number = Number(await readFile(path, "utf8"));
  await setImmediate();
  await replaceFile(path, String(number + 1), { ready: stillHeld });
}

describe("withLock", () => {
  it("lets one act at a time, and leaves nothing", async () => {
    const { folder, path } = await setUp();
    await writeFile(path, "0");
    await Promise.all(Array.from({ length: 30 }, () => withLock(path, rules, (held) => count(path, held))));
    expect(await readFile(path, "utf8")).toBe("30");
    expect(await readdir(folder)).toEqual(["file"]);
  });

  it("gives what the act gives, and frees the lock where it throws", async () => {
    const { folder, path } = await setUp();
    expect(await withLock(path, rules, () => Promise.resolve(1))).toBe(1);
    await expect(withLock(path, rules, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await readdir(folder)).toEqual([]);
  });

  it("loses nothing where many find the lock of a process that died", async () => {
    const { folder, path, lock } = await setUp();
    await writeFile(path, "0");
    for (let round = 1; round <= 5; round += 1) {
      await mkdir(lock);
      await writeFile(join(lock, "whoever"), "");
      await utimes(lock, new Date(0), new Date(0));
      await Promise.all(Array.from({ length: 10 }, () => withLock(path, rules, (held) => count(path, held))));
      expect(await readFile(path, "utf8")).toBe(String(10 * round));
    }
    expect(await readdir(folder)).toEqual(["file"]);
  });

  it("takes over a lock from the future that nobody renews", async () => {
    const { path, lock } = await setUp();
    const future = new Date(Date.now() + 3_600_000);
    await mkdir(lock);
    await utimes(lock, future, future);
    expect(await withLock(path, { stale: 60, patience: 10_000 }, () => Promise.resolve("mine"))).toBe("mine");
  });

  it("acts again under a new lock where the first was taken over in the middle", async () => {
    const { folder, path, lock } = await setUp();
    let acts = 0;
    await withLock(path, rules, async (stillHeld) => {
      acts += 1;
      await stillHeld();
      if (acts === 1) await rename(lock, join(folder, "gone"));
      await stillHeld();
    });
    expect(acts).toBe(2);
  });

  it("does not free what became another's", async () => {
    const { path, lock } = await setUp();
    await withLock(path, rules, async () => {
      await rm(lock, { recursive: true });
      await mkdir(lock);
      await writeFile(join(lock, "another"), "");
    });
    expect(await readdir(lock)).toEqual(["another"]);
  });

  it("is renewed as long as its holder lives, so that nobody takes it over", async () => {
    const { path, lock } = await setUp();
    await withLock(path, { stale: 60, patience: 10_000 }, async (stillHeld) => {
      await utimes(lock, new Date(0), new Date(0));
      while ((await stat(lock)).mtimeMs === 0) await setImmediate();
      await expect(stillHeld()).resolves.toBeUndefined();
    });
  });

  it("says once that it waits", async () => {
    const { path, lock } = await setUp();
    await mkdir(lock);
    let told = 0;
    const patient = { stale: 60_000, patience: 1200, onBusy: () => (told += 1) };
    await expect(withLock(path, patient, () => Promise.resolve())).rejects.toBeInstanceOf(LockBusyError);
    expect(told).toBe(1);
  });

  it("waits no longer than its grace once it is told to stop, and still takes a lock that is free", async () => {
    const { path, lock } = await setUp();
    const stop = new AbortController();
    const patient = { stale: 60_000, patience: 60_000, onBusy: () => stop.abort(), signal: stop.signal, grace: 50 };
    expect(await withLock(path, patient, () => Promise.resolve("free"))).toBe("free");
    await mkdir(lock);
    await expect(withLock(path, patient, () => Promise.resolve())).rejects.toBeInstanceOf(LockBusyError);
    await rm(lock, { recursive: true });
    expect(await withLock(path, patient, () => Promise.resolve("free"))).toBe("free");
  });

  it("gives up where others hold it for too long, and where there can be no lock", async () => {
    const { folder, path, lock } = await setUp();
    await mkdir(lock);
    const never = () => Promise.reject(new Error("not reached"));
    await expect(withLock(path, { stale: 60_000, patience: 50 }, never)).rejects.toBeInstanceOf(LockBusyError);
    await expect(withLock(join(folder, "missing", "file"), rules, never)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
