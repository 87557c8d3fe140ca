import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultExclude } from "../options/default-exclude.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { createAssetFilter } from "./asset-filter.ts";
import { scanOutput } from "./scan.ts";

const all = () => true;

async function write(folder: string, ...assetPaths: string[]): Promise<void> {
  for (const assetPath of assetPaths) {
    await mkdir(dirname(join(folder, assetPath)), { recursive: true });
    await writeFile(join(folder, assetPath), assetPath);
  }
}

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
    expect(scanOutput(folder, all)).toEqual({ assetPaths: names.toSorted(), ignoredLinks: [] });
  });

  it("leaves bundler metadata out by default, and keeps .well-known", async () => {
    const folder = await tempFolder();
    await write(folder, ".vite/manifest.json", ".well-known/assetlinks.json", "app.js", "app.js.map", ".gitkeep");
    const { assetPaths } = scanOutput(folder, createAssetFilter([], defaultExclude));
    expect(assetPaths).toEqual([".well-known/assetlinks.json", "app.js"]);
  });

  it("follows links to files and folders inside, under their own names", async () => {
    const folder = await tempFolder();
    await write(folder, "real/a.txt", "b.txt");
    await symlink(join(folder, "real"), join(folder, "alias"));
    await symlink("b.txt", join(folder, "c.txt"));
    expect(scanOutput(folder, all)).toEqual({
      assetPaths: ["alias/a.txt", "b.txt", "c.txt", "real/a.txt"],
      ignoredLinks: [],
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
    expect(scanOutput(folder, all)).toEqual({
      assetPaths: ["a.txt"],
      ignoredLinks: ["dangling.txt", "itself.txt", "out", "out.txt", "through-a-file.txt", "up"],
    });
    expect(scanOutput(folder, createAssetFilter([], ["**/*.txt", "out", "up"]))).toEqual({
      assetPaths: [],
      ignoredLinks: [],
    });
  });

  it("mistakes a folder whose name begins like the directory's for no part of it", async () => {
    const parent = await tempFolder();
    await write(parent, "dist/a.txt", "dist-old/b.txt");
    await symlink("../dist-old", join(parent, "dist/old"));
    expect(scanOutput(join(parent, "dist"), all)).toEqual({ assetPaths: ["a.txt"], ignoredLinks: ["old"] });
  });

  it("ends where links lead in circles", async () => {
    const folder = await tempFolder();
    await write(folder, "a/one.txt", "b/two.txt");
    await symlink(folder, join(folder, "root"));
    await symlink("../b", join(folder, "a/b"));
    await symlink("../a", join(folder, "b/a"));
    expect(scanOutput(folder, all).assetPaths).toEqual(["a/b/two.txt", "a/one.txt", "b/a/one.txt", "b/two.txt"]);
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
