import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { defaultExclude } from "../options/default-exclude.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { createAssetFilter } from "./asset-filter.ts";
import { createFolderFilter } from "./folder-filter.ts";
import { type ScanFilter, scanOutput } from "./scan.ts";

const all: ScanFilter = { counts: () => true, looksInto: () => true };
const filtered = (include: readonly string[], exclude: readonly string[]): ScanFilter => ({
  counts: createAssetFilter(include, exclude),
  looksInto: createFolderFilter(include, exclude),
});

async function write(folder: string, ...assetPaths: string[]): Promise<void> {
  for (const assetPath of assetPaths) {
    await mkdir(dirname(join(folder, assetPath)), { recursive: true });
    await writeFile(join(folder, assetPath), assetPath);
  }
}

const ignoredIn = (folder: string, filter = all) =>
  scanOutput(folder, filter).ignored.map(({ assetPath, why }) => `${assetPath} ${why}`);

describe("scanOutput", () => {
  it("lists what a web server would serve, sorted, with the names as the disk has them", async () => {
    const folder = await tempFolder();
    const names = [
      ".well-known/security.txt",
      "100%.txt",
      "a b/c+d#e?f'g\"h[i](j).js",
      "back\\slash.js",
      "index.html",
      "st*r.js",
      "한글.png".normalize("NFC"),
      "한글/한글.png".normalize("NFD"),
      "😀.svg",
    ];
    await write(folder, ...names);
    expect(scanOutput(folder, all)).toEqual({ assetPaths: names.toSorted(), leftOut: [], ignored: [] });
  });

  it("leaves bundler metadata out by default, and keeps .well-known", async () => {
    const folder = await tempFolder();
    await write(folder, ".vite/manifest.json", ".well-known/assetlinks.json", "app.js", "app.js.map", ".gitkeep");
    expect(scanOutput(folder, filtered([], defaultExclude))).toEqual({
      assetPaths: [".well-known/assetlinks.json", "app.js"],
      leftOut: [".gitkeep", "app.js.map"],
      ignored: [],
    });
  });

  it("follows links to files and folders inside, under their own names", async () => {
    const folder = await tempFolder();
    await write(folder, "real/a.txt", "b.txt");
    await symlink(join(folder, "real"), join(folder, "alias"));
    await symlink("b.txt", join(folder, "c.txt"));
    expect(scanOutput(folder, all)).toEqual({
      assetPaths: ["alias/a.txt", "b.txt", "c.txt", "real/a.txt"],
      leftOut: [],
      ignored: [],
    });
  });

  it("refuses to leave the directory, and follows no link that leads nowhere", async () => {
    const folder = await tempFolder();
    const outside = await tempFolder();
    await write(outside, "secret.txt", "folder/secret.txt");
    await write(folder, "a.txt");
    await symlink(join(outside, "secret.txt"), join(folder, "out.txt"));
    await symlink(join(outside, "folder"), join(folder, "out"));
    await symlink(dirname(folder), join(folder, "up"));
    await symlink("missing.txt", join(folder, "dangling.txt"));
    await symlink("a.txt/x", join(folder, "through-a-file.txt"));
    await symlink("itself.txt", join(folder, "itself.txt"));
    expect(ignoredIn(folder)).toEqual([
      "dangling.txt leads nowhere",
      "itself.txt leads nowhere",
      "out leads out of the output directory",
      "out.txt leads out of the output directory",
      "through-a-file.txt leads nowhere",
      "up leads out of the output directory",
    ]);
    expect(scanOutput(folder, all).assetPaths).toEqual(["a.txt"]);
    expect(ignoredIn(folder, filtered([], ["**/*.txt", "out", "up"]))).toEqual([]);
  });

  it("mistakes a folder whose name begins like the directory's for no part of it", async () => {
    const parent = await tempFolder();
    await write(parent, "dist/a.txt", "dist-old/b.txt");
    await symlink("../dist-old", join(parent, "dist/old"));
    expect(scanOutput(join(parent, "dist"), all).assetPaths).toEqual(["a.txt"]);
    expect(ignoredIn(join(parent, "dist"))).toEqual(["old leads out of the output directory"]);
  });

  it("ends where links lead in circles", async () => {
    const folder = await tempFolder();
    await write(folder, "a/one.txt", "b/two.txt");
    await symlink(folder, join(folder, "root"));
    await symlink("../b", join(folder, "a/b"));
    await symlink("../a", join(folder, "b/a"));
    expect(scanOutput(folder, all).assetPaths).toEqual(["a/b/two.txt", "a/one.txt", "b/a/one.txt", "b/two.txt"]);
    expect(ignoredIn(folder)).toEqual(
      ["a/b/a", "b/a/b", "root"].map((link) => `${link} leads to a folder that it lies in`),
    );
  });

  it("names what is neither a file nor a folder, under its own name and behind a link", async () => {
    const folder = await tempFolder();
    await write(folder, "a.txt");
    execFileSync("mkfifo", [join(folder, "pipe")]);
    await symlink("pipe", join(folder, "to-pipe"));
    const server = createServer().listen(join(folder, "socket"));
    onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
    await new Promise((resolve) => server.once("listening", resolve));
    expect(ignoredIn(folder)).toEqual(["pipe is a named pipe", "socket is a socket", "to-pipe is a named pipe"]);
    expect(ignoredIn(folder, filtered([], ["pipe", "{socket,to-*}"]))).toEqual([]);
    expect(scanOutput(folder, all).assetPaths).toEqual(["a.txt"]);
  });

  it("lists names with every kind of line break, whatever the globs", async () => {
    const folder = await tempFolder();
    const names = ["\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f"].map(
      (character) => `a${character}b/x${character}.html`,
    );
    await write(folder, ...names);
    expect(scanOutput(folder, filtered(["**"], defaultExclude)).assetPaths).toEqual(names.toSorted());
  });

  it("lists names that are not UTF-8, below such folders and behind links to them, too", async () => {
    const folder = await tempFolder();
    const latin = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from("caf\xe9", "latin1")]);
    mkdirSync(latin);
    writeFileSync(Buffer.concat([latin, Buffer.from("/\xff.txt", "latin1")]), "");
    await write(folder, "a.txt", "\ufffd.txt");
    symlinkSync(latin, join(folder, "link"));
    expect(scanOutput(folder, filtered(["**"], defaultExclude))).toEqual({
      assetPaths: ["a.txt", "caf\udce9/\udcff.txt", "link/\udcff.txt", "\ufffd.txt"],
      leftOut: [],
      ignored: [],
    });
  });

  it("does not look into a folder in which nothing can count, nor follow a link to one", async () => {
    const folder = await tempFolder();
    await write(folder, "a.txt", "node_modules/x/index.js", "drafts/a.txt", "docs/node_modules/y.js");
    await symlink("drafts", join(folder, "old"));
    const looked: string[] = [];
    const { counts, looksInto } = filtered(["**"], ["**/node_modules/**", "{drafts,old}/**"]);
    const scan = scanOutput(folder, {
      counts,
      looksInto: (path) => {
        if (looksInto(path)) looked.push(path);
        return looksInto(path);
      },
    });
    expect(scan).toEqual({ assetPaths: ["a.txt"], leftOut: [], ignored: [] });
    expect(looked).toEqual(["docs"]);
  });

  it("scans a directory that is a link itself", async () => {
    const folder = await tempFolder();
    await write(folder, "real/a.txt");
    await symlink("real", join(folder, "dist"));
    expect(scanOutput(join(folder, "dist"), all).assetPaths).toEqual(["a.txt"]);
  });

  it("says what to do where there is no folder", async () => {
    const folder = await tempFolder();
    await write(folder, "file");
    for (const missing of ["missing", "file"]) {
      expect(() => scanOutput(join(folder, missing), all)).toThrowError(
        expect.objectContaining({ code: "OUTPUT_MISSING", next: expect.stringContaining("outputDirectory") }),
      );
    }
  });
});
