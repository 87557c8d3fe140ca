import { execFileSync } from "node:child_process";
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../test/temp-folder.ts";
import { replaceFile } from "./replace-file.ts";

const onWindows = process.platform === "win32";

describe("replaceFile", () => {
  it("writes a new file and replaces one, and leaves nothing else", async () => {
    const folder = await tempFolder();
    const path = join(folder, "한글.json");
    await replaceFile(path, "1");
    expect(await readFile(path, "utf8")).toBe("1");
    await replaceFile(path, "둘");
    expect(await readFile(path, "utf8")).toBe("둘");
    expect(await readdir(folder)).toEqual(["한글.json"]);
  });

  it("gives a new file the mode it is told, and keeps the one of a file that is there", async () => {
    const path = join(await tempFolder(), "file");
    await replaceFile(path, "1", { mode: 0o600 });
    expect((await stat(path)).mode & 0o777).toBe(onWindows ? 0o666 : 0o600);
    await chmod(path, 0o640);
    await replaceFile(path, "2", { mode: 0o600 });
    expect((await stat(path)).mode & 0o777).toBe(onWindows ? 0o666 : 0o640);
  });

  it("removes copies that processes left behind when they died, where nobody else can be writing", async () => {
    const folder = await tempFolder();
    const path = join(folder, "file");
    const [left, others] = ["file.0123456789ab.new", ["file.new", "file.tar.new", "other.0123456789ab.new"]];
    for (const name of [left, ...others]) await writeFile(join(folder, name), "half");
    await replaceFile(path, "1");
    expect((await readdir(folder)).toSorted()).toEqual(["file", left, ...others]);
    await replaceFile(path, "2", { ready: async () => {} });
    expect((await readdir(folder)).toSorted()).toEqual(["file", ...others]);
  });

  it("keeps a link, and writes where it leads", async () => {
    const folder = await tempFolder();
    const target = join(folder, "target");
    await writeFile(target, "old");
    await symlink(target, join(folder, "link"));
    await replaceFile(join(folder, "link"), "new");
    expect((await lstat(join(folder, "link"))).isSymbolicLink()).toBe(true);
    expect(await readFile(target, "utf8")).toBe("new");
  });

  it("writes into a pipe or a device, such as /dev/null, and puts no file in its place", async () => {
    const folder = await tempFolder();
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    await symlink(pipe, join(folder, "link"));
    const read = readFile(pipe, "utf8");
    await replaceFile(join(folder, "link"), "text");
    expect(await read).toBe("text");
    expect((await lstat(pipe)).isFIFO()).toBe(true);
    expect((await readdir(folder)).toSorted()).toEqual(["link", "pipe"]);
  });

  it("lets readers and writers at once see whole texts only", async () => {
    const path = join(await tempFolder(), "file");
    const texts = ["a", "b", "c", "d"].map((letter) => letter.repeat(100_000));
    await replaceFile(path, texts[0] ?? "");
    const seen = await Promise.all(
      texts.flatMap((text) => [replaceFile(path, text).then(() => text), readFile(path, "utf8")]),
    );
    expect(seen.filter((text) => !texts.includes(text))).toEqual([]);
  });

  it("leaves the old text and no copy where it fails", async () => {
    const folder = await tempFolder();
    const path = join(folder, "file");
    await writeFile(path, "old");
    const ready = () => Promise.reject(new Error("not now"));
    await expect(replaceFile(path, "new", { ready })).rejects.toThrow("not now");
    await mkdir(join(folder, "folder"));
    await expect(replaceFile(join(folder, "folder"), "new")).rejects.toMatchObject({ code: /EISDIR|EPERM|EEXIST/ });
    expect(await readFile(path, "utf8")).toBe("old");
    expect((await readdir(folder)).toSorted()).toEqual(["file", "folder"]);
    await expect(replaceFile(join(folder, "missing", "file"), "new")).rejects.toMatchObject({ code: "ENOENT" });
  });
});
