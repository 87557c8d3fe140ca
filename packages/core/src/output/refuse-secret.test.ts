import { chmod, mkdir, open, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Secret } from "../system/secret.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { refuseSecret } from "./refuse-secret.ts";

const secretKey = new Secret("testSecretKey000000000000000000000000001");
const found = expect.objectContaining({ code: "OUTPUT_CONTAINS_SECRET" });

describe("refuseSecret", () => {
  it.each([
    ["a source map", `{"sourcesContent":["${secretKey.reveal()}"]}`],
    ["the end of a long text", `${"x".repeat(3_000_000)}${secretKey.reveal()}`],
    ["text of any language", `한글 ${secretKey.reveal()}`],
  ])("finds the key in %s", async (_, content) => {
    const folder = await tempFolder();
    await writeFile(join(folder, "a.map"), content);
    await writeFile(join(folder, "b.map"), "{}");
    expect(() => refuseSecret(folder, ["b.map", "a.map"], secretKey)).toThrowError(found);
    expect(() => refuseSecret(folder, ["b.map"], secretKey)).not.toThrow();
  });

  it("reads no further where a file is no text, or large", async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, "video.mp4"), `\0${secretKey.reveal()}`);
    // Sparse: it takes no room on the disk, and its start is no zero byte.
    const log = await open(join(folder, "build.log"), "w");
    await log.write(`${secretKey.reveal()}${"x".repeat(5000)}`);
    await log.truncate(2 ** 31);
    await log.close();
    const before = process.memoryUsage().rss;
    expect(() => refuseSecret(folder, ["video.mp4", "build.log"], secretKey)).not.toThrow();
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  it("passes over what cannot be read", async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, "folder"));
    await symlink("missing", join(folder, "link"));
    await writeFile(join(folder, "closed"), secretKey.reveal());
    await chmod(join(folder, "closed"), 0);
    const isRoot = process.getuid?.() === 0;
    const paths = ["folder", "link", "missing", ...(isRoot ? [] : ["closed"])];
    expect(() => refuseSecret(folder, paths, secretKey)).not.toThrow();
  });

  it("does not look for a key that innocent files would hold", async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, "a.txt"), "short");
    expect(() => refuseSecret(folder, ["a.txt"], new Secret("short"))).not.toThrow();
  });
});
