import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../../test/fake-clock.ts";
import { describeStore } from "../../test/store-contract.ts";
import { tempFolder } from "../../test/temp-folder.ts";
import { createFileStore } from "./file-store.ts";

const clock = createFakeClock(Date.parse("2026-10-01T12:00:00.000Z"));

async function place(...names: string[]): Promise<string> {
  return join(await tempFolder(), ".global-edge-purge", ...names);
}

describeStore("createFileStore", async () => {
  const path = await place("production.json");
  return [createFileStore(path, { clock }), createFileStore(path, { clock })];
});

describe("createFileStore", () => {
  it("makes its folder, which ignores itself, and leaves nothing but the document", async () => {
    const path = await place("deep", "production.json");
    const own = await place("production.json");
    await createFileStore(path, { clock }).write("1", undefined);
    await createFileStore(own, { clock }).write("1", undefined);
    expect(await readdir(dirname(path))).toEqual(["production.json"]);
    expect((await readdir(dirname(own))).toSorted()).toEqual([".gitignore", "production.json"]);
    expect(await readFile(join(dirname(own), ".gitignore"), "utf8")).toBe("*\n");
  });

  it("leaves a .gitignore alone that is there already", async () => {
    const path = await place("production.json");
    await mkdir(dirname(path));
    await writeFile(join(dirname(path), ".gitignore"), "plans\n");
    await createFileStore(path, { clock }).write("1", undefined);
    expect(await readFile(join(dirname(path), ".gitignore"), "utf8")).toBe("plans\n");
  });

  it("writes nothing when it only reads", async () => {
    const path = await place("production.json");
    expect(await createFileStore(path, { clock }).read()).toBeUndefined();
    await expect(readdir(dirname(path))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("takes over the lock of a process that died", async () => {
    const path = await place("production.json");
    await mkdir(`${path}.lock`, { recursive: true });
    await utimes(`${path}.lock`, new Date(0), new Date(0));
    expect(await createFileStore(path, { clock }).write("1", undefined)).toBe(true);
    expect((await readdir(dirname(path))).toSorted()).toEqual([".gitignore", "production.json"]);
  });

  it("keeps a document that was set aside, under a name with its time", async () => {
    const path = await place("production.json");
    const store = createFileStore(path, { clock });
    await store.write("garbage", undefined);
    const aside = await store.setAside((await store.read())?.version ?? "");
    expect(aside).toBe(`${path}.unusable-2026-10-01T12-00-00.000Z`);
    expect(await readFile(aside ?? "", "utf8")).toBe("garbage");
  });

  it("tells a document that cannot be read from none", async () => {
    const path = await place("production.json");
    await mkdir(path, { recursive: true });
    await expect(createFileStore(path, { clock }).read()).rejects.toMatchObject({ code: "BASELINE_UNREADABLE" });
    // Nobody is waited for who might write into it, and it is not set aside as an unusable document.
    await expect(createFileStore("/dev/null", { clock }).read()).rejects.toMatchObject({ code: "BASELINE_UNREADABLE" });
  });

  it("says what to do where it cannot write", async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, "file"), "");
    const inFile = createFileStore(join(folder, "file", "production.json"), { clock });
    await expect(inFile.write("1", undefined)).rejects.toMatchObject({
      code: "BASELINE_UNWRITABLE",
      next: expect.stringContaining("baseline"),
    });
  });
});
