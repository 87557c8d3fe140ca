import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../test/fake-clock.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { createFileLedger, preparePrivateFolder, userStateDirectory } from "./ledger.ts";
import { takeSlot } from "./quota-window.ts";

describe("userStateDirectory", () => {
  it.each([
    ["linux", { XDG_STATE_HOME: "/state", HOME: "/home/me" }, "/state/global-edge-purge"],
    ["linux", { HOME: "/home/me" }, "/home/me/.local/state/global-edge-purge"],
    ["linux", { XDG_STATE_HOME: " ", HOME: "/home/me" }, "/home/me/.local/state/global-edge-purge"],
    ["linux", { XDG_STATE_HOME: "relative", HOME: "/home/me" }, "/home/me/.local/state/global-edge-purge"],
    ["freebsd", { HOME: "/home/me" }, "/home/me/.local/state/global-edge-purge"],
    ["darwin", { HOME: "/Users/me" }, "/Users/me/Library/Caches/global-edge-purge"],
    ["darwin", { XDG_STATE_HOME: "/state", HOME: "/Users/me" }, "/state/global-edge-purge"],
    ["win32", { LOCALAPPDATA: "/c/local", HOME: "/c/me" }, "/c/local/global-edge-purge"],
    ["win32", { HOME: "/c/me" }, undefined],
    ["linux", { TMPDIR: "/tmp", HOME: "" }, undefined],
    ["linux", { HOME: "home" }, undefined],
    ["linux", {}, undefined],
  ])("on %s with %j is %s", (platform, env, folder) => {
    expect(userStateDirectory(env, platform)?.replaceAll("\\", "/")).toBe(folder);
  });
});

/** Windows has no such modes. */
const others = process.platform === "win32" ? 0 : 0o077;

describe("preparePrivateFolder", () => {
  it("makes a folder for this user alone, and takes one that is", async () => {
    const folder = join(await tempFolder(), "a", "b");
    await preparePrivateFolder(folder);
    await preparePrivateFolder(folder);
    expect((await stat(folder)).mode & others).toBe(0);
  });

  it("closes its own folder to readers", async () => {
    const folder = join(await tempFolder(), "state");
    await mkdir(folder);
    await chmod(folder, 0o755);
    await preparePrivateFolder(folder, (await stat(folder)).uid);
    expect((await stat(folder)).mode & others).toBe(0);
  });

  it.each([
    ["another user's", "belongs to another user", (folder: string) => mkdir(folder), 1],
    [
      "one that the group may write into",
      "others may write",
      (folder: string) => mkdir(folder).then(() => chmod(folder, 0o770)),
      0,
    ],
    [
      "one that all may write into",
      "others may write",
      (folder: string) => mkdir(folder).then(() => chmod(folder, 0o1777)),
      0,
    ],
  ])("refuses %s", async (_what, words, make, off) => {
    const folder = join(await tempFolder(), "state");
    await make(folder);
    await expect(preparePrivateFolder(folder, (await stat(folder)).uid + off)).rejects.toThrow(words);
  });

  it("refuses a link, wherever it leads", async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, "victim"));
    await symlink(join(folder, "victim"), join(folder, "link"));
    await symlink(join(folder, "nowhere"), join(folder, "dangling"));
    await writeFile(join(folder, "file"), "");
    await expect(preparePrivateFolder(join(folder, "link"))).rejects.toThrow("link");
    await expect(preparePrivateFolder(join(folder, "dangling"))).rejects.toBeInstanceOf(Error);
    await expect(preparePrivateFolder(join(folder, "file"))).rejects.toBeInstanceOf(Error);
    expect(await readdir(folder)).toEqual(["dangling", "file", "link", "victim"]);
  });
});

describe("a count in a folder that is not this user's alone", () => {
  it("is not kept there: nothing is written, the process counts alone, and says so once", async () => {
    const folder = await tempFolder();
    const victim = join(folder, "victim");
    await mkdir(victim);
    await writeFile(join(victim, "count.json"), "precious");
    await symlink(victim, join(folder, "state"));
    const warnings: string[] = [];
    const ledger = createFileLedger(join(folder, "state", "count.json"), 1000, createFakeClock(), ({ code, message }) =>
      warnings.push(`${code} ${message}`),
    );
    const take = () => ledger.update((window) => takeSlot(window, { requests: 2, length: 1000 }, 1, 0));
    expect([await take(), await take(), await take()]).toMatchObject([
      { slot: { id: 1 } },
      { slot: { id: 2 } },
      { wait: 50 },
    ]);
    expect(warnings).toEqual([expect.stringMatching(/^LEDGER_UNUSABLE .* link to one/)]);
    expect(await readdir(victim)).toEqual(["count.json"]);
    expect(await readFile(join(victim, "count.json"), "utf8")).toBe("precious");
    expect((await lstat(join(folder, "state"))).isSymbolicLink()).toBe(true);
  });

  it("nor is it where the environment names no folder at all", async () => {
    const warnings: string[] = [];
    const ledger = createFileLedger(undefined, 1000, createFakeClock(), ({ message }) => warnings.push(message));
    const take = () => ledger.update((window) => takeSlot(window, { requests: 1, length: 1000 }, 1, 0));
    expect([await take(), await take()]).toMatchObject([{ slot: { id: 1 } }, { wait: 50 }]);
    expect(warnings).toEqual([expect.stringContaining("HOME")]);
  });
});
