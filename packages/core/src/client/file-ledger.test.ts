import { mkdir, readdir, readFile, rename, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../test/fake-clock.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { createFileLedger, ledgerPath } from "./ledger.ts";
import { type QuotaWindow, takeSlot } from "./quota-window.ts";

const rules = { requests: 10, length: 1000 };

async function setUp(name = "count.json") {
  const path = join(await tempFolder(), "state", name);
  const clock = createFakeClock(5000);
  const warnings: string[] = [];
  const open = () =>
    createFileLedger(path, rules.length, clock, ({ code, message }) => warnings.push(`${code} ${message}`));
  return { path, clock, warnings, open };
}

const take = (window: QuotaWindow) => takeSlot(window, rules, 1, 5000);
const look = (window: QuotaWindow) => [window, window] as const;

describe("createFileLedger", () => {
  it("shares one count, and loses nothing when many change it at once", async () => {
    const { path, open, warnings } = await setUp();
    const ledgers = [open(), open(), open()];
    await Promise.all([...ledgers, ...ledgers, ...ledgers].map((ledger) => ledger.update(take)));
    const window = await open().update(look);
    expect(window.slots.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(warnings).toEqual([]);
    expect(await readdir(join(path, ".."))).toEqual(["count.json"]);
  });

  it("is for this user's eyes only", async () => {
    const { path, open } = await setUp();
    await open().update(take);
    // Windows keeps the temporary folder of a user to that user instead, and has no such modes.
    const others = process.platform === "win32" ? 0 : 0o077;
    expect((await stat(path)).mode & others).toBe(0);
    expect((await stat(join(path, ".."))).mode & others).toBe(0);
  });

  it.each(["", "{", "[]", '{"nextId":1}', '{"nextId":1,"slots":[{"id":"x"}]}'])(
    "takes an unreadable count (%j) for a window that is full from now on",
    async (text) => {
      const { path, open, warnings } = await setUp();
      await mkdir(join(path, ".."), { recursive: true });
      await writeFile(path, text);
      const ledger = open();
      expect(await ledger.update(look)).toEqual({ nextId: 1, slots: [], fullUntil: 6000 });
      await ledger.update(look);
      expect(warnings).toEqual([expect.stringContaining("LEDGER_UNREADABLE")]);
    },
  );

  it("takes over the lock of a process that died", async () => {
    const { path, open, warnings } = await setUp();
    await mkdir(`${path}.lock`, { recursive: true });
    const long = new Date(0);
    await utimes(`${path}.lock`, long, long);
    expect(await open().update(take)).toHaveProperty("slot");
    expect(warnings).toEqual([]);
  });

  it("counts in this process alone where the folder cannot be used, and says so once", async () => {
    const { path, open, warnings } = await setUp();
    await writeFile(join(path, "..", "..", "state"), "a file in the folder's place");
    const ledger = open();
    for (let sent = 0; sent < 10; sent += 1) await ledger.update(take);
    expect(await ledger.update(take)).toHaveProperty("wait");
    expect(warnings).toEqual([expect.stringContaining("LEDGER_UNUSABLE")]);
  });

  it("goes on from the last count it saw when the file stops to work", async () => {
    const { path, open, warnings } = await setUp();
    const ledger = open();
    await ledger.update(take);
    const folder = join(path, "..");
    await rename(folder, `${folder}-before`);
    await writeFile(folder, "a file in the folder's place");
    await ledger.update(take);
    expect((await ledger.update(look)).slots).toHaveLength(2);
    expect(warnings).toHaveLength(1);
    expect(
      (JSON.parse(await readFile(join(`${folder}-before`, "count.json"), "utf8")) as QuotaWindow).slots,
    ).toHaveLength(1);
  });
});

describe("ledgerPath", () => {
  it("names the file by a digest of key and endpoint", () => {
    const path = ledgerPath("state", "https://edge.apigw.ntruss.com", "TESTACCESSKEY0000001");
    expect(path).toMatch(/^state[/\\][0-9a-f]{64}\.v1\.json$/);
    expect(path).not.toContain("TESTACCESSKEY");
    expect(ledgerPath("state", "http://127.0.0.1:1", "TESTACCESSKEY0000001")).not.toBe(path);
  });
});
