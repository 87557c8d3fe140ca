import { readdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOrigin } from "./folder-origin.ts";
import { tempFolder } from "./test/temp-folder.ts";

const nfc = "소개".normalize("NFC");
const nfd = "소개".normalize("NFD");

async function ask(folder: string, requestTarget: string, options = {}): Promise<string> {
  const origin = folderOrigin(folder, { originBase: "/", originNames: "exact", cleanUrls: false, ...options });
  const { status, body } = await origin(requestTarget);
  return `${status} ${body.toString("utf8").trim()}`;
}

describe("folderOrigin", () => {
  it("serves files, and index.html for a directory", async () => {
    const folder = await tempFolder({ "index.html": "root", "docs/index.html": "docs", "docs/a.js": "a" });
    expect(await ask(folder, "/")).toBe("200 root");
    expect(await ask(folder, "/index.html?v=1")).toBe("200 root");
    expect(await ask(folder, "/docs/")).toBe("200 docs");
    expect(await ask(folder, "/docs/a.js?v=1")).toBe("200 a");
    expect(await ask(folder, "/docs")).toBe("404 Not found");
    expect(await ask(folder, "/docs/a.js/")).toBe("404 Not found");
    expect(await ask(folder, "//docs/a.js")).toBe("404 Not found");
  });

  it("serves clean URLs where asked to", async () => {
    const folder = await tempFolder({
      "docs/index.html": "docs",
      "page.html": "page",
      both: "file",
      "both.html": "page",
    });
    expect(await ask(folder, "/docs", { cleanUrls: true })).toBe("200 docs");
    expect(await ask(folder, "/page", { cleanUrls: true })).toBe("200 page");
    expect(await ask(folder, "/both", { cleanUrls: true })).toBe("200 file");
    expect(await ask(folder, "/page")).toBe("404 Not found");
  });

  it("serves its root at a base", async () => {
    const folder = await tempFolder({ "index.html": "root", "a.js": "a" });
    expect(await ask(folder, "/app/", { originBase: "/app/" })).toBe("200 root");
    expect(await ask(folder, "/app/a.js", { originBase: "/app/" })).toBe("200 a");
    expect(await ask(folder, "/a.js", { originBase: "/app/" })).toBe("404 Not found");
    expect(await ask(folder, "/app", { originBase: "/app/" })).toBe("404 Not found");
    expect(await ask(folder, "/app", { originBase: "/app/", cleanUrls: true })).toBe("200 root");
  });

  it("answers 404 with the folder's 404.html", async () => {
    const folder = await tempFolder({ "404.html": "<p>nothing here</p>" });
    expect(await ask(folder, "/missing")).toBe("404 <p>nothing here</p>");
    expect(await ask(folder, "/404.html")).toBe("200 <p>nothing here</p>");
  });

  it("sees what is on the disk now, also where the folder comes later", async () => {
    const folder = await tempFolder({ "a.js": "old" });
    expect(await ask(folder, "/a.js")).toBe("200 old");
    await writeFile(join(folder, "a.js"), "new");
    expect(await ask(folder, "/a.js")).toBe("200 new");
    await rm(folder, { recursive: true });
    expect(await ask(folder, "/a.js")).toBe("404 Not found");
  });

  it.each([
    ["NFC", nfc, nfd],
    ["NFD", nfd, nfc],
  ])("finds a %s name by its bytes only", async (_form, name, other) => {
    const folder = await tempFolder({ [`${name}/${name}.txt`]: "found", "a.txt": "a" });
    const url = (directory: string, file: string) =>
      `/${encodeURIComponent(directory)}/${encodeURIComponent(file)}.txt`;
    expect(await ask(folder, url(name, name))).toBe("200 found");
    expect(await ask(folder, url(name, other))).toBe("404 Not found");
    expect(await ask(folder, url(other, name))).toBe("404 Not found");
    expect(await ask(folder, url(other, other))).toBe("404 Not found");
    expect(await ask(folder, "/A.txt")).toBe("404 Not found");
  });

  it("finds a symbolic link by its bytes only", async () => {
    const folder = await tempFolder({ "a/b.txt": "b" });
    await symlink("a", join(folder, nfd));
    expect(await ask(folder, `/${encodeURIComponent(nfd)}/b.txt`)).toBe("200 b");
    expect(await ask(folder, `/${encodeURIComponent(nfc)}/b.txt`)).toBe("404 Not found");
  });

  it.each([
    ["NFC", nfc],
    ["NFD", nfd],
  ])("finds a %s name under both forms where it is normalization-insensitive", async (_form, name) => {
    const folder = await tempFolder({ [`${name}/${name}.txt`]: "found" });
    const either = { originNames: "normalization-insensitive" };
    expect(await ask(folder, `/${encodeURIComponent(nfc)}/${encodeURIComponent(nfc)}.txt`, either)).toBe("200 found");
    expect(await ask(folder, `/${encodeURIComponent(nfd)}/${encodeURIComponent(nfc)}.txt`, either)).toBe("200 found");
    expect(await ask(folder, `/${encodeURIComponent(nfd)}/${encodeURIComponent(nfd)}.txt`, either)).toBe("200 found");
  });

  it.each(["exact", "normalization-insensitive"])("prefers the form that was asked for (%s)", async (originNames) => {
    const folder = await tempFolder({ [`${nfc}.txt`]: "nfc", [`${nfd}.txt`]: "nfd" });
    // Some file systems take both names for one file, which keeps the first name and the later content.
    const distinct = (await readdir(folder)).length === 2;
    const expected = distinct ? "200 nfd" : originNames === "exact" ? "404 Not found" : "200 nfd";
    expect(await ask(folder, `/${encodeURIComponent(nfd)}.txt`, { originNames })).toBe(expected);
    expect(await ask(folder, `/${encodeURIComponent(nfc)}.txt`, { originNames })).toBe(
      distinct ? "200 nfc" : "200 nfd",
    );
  });

  it("decodes names with %, # and ?", async () => {
    const folder = await tempFolder({ "100%?#.txt": "odd" });
    expect(await ask(folder, "/100%25%3F%23.txt")).toBe("200 odd");
    expect(await ask(folder, "/100%")).toBe("404 Not found");
  });

  it.each([
    "/../secret.txt",
    "/%2E%2E/secret.txt",
    "/a%2F..%2F..%2Fsecret.txt",
    "/..%2Fsecret.txt",
    "/a/../../secret.txt",
  ])("does not leave the folder by %s", async (path) => {
    const outer = await tempFolder({ "secret.txt": "secret", "site/a/b.txt": "b" });
    expect(await ask(join(outer, "site"), path)).toBe("404 Not found");
  });

  it("does not follow a symbolic link out of the folder, and does follow one inside", async () => {
    const outer = await tempFolder({ "secret.txt": "secret", "site/a.txt": "a", "site-2/b.txt": "b" });
    const site = join(outer, "site");
    await symlink(join(outer, "secret.txt"), join(site, "out.txt"));
    await symlink(join(outer, "site-2"), join(site, "out"));
    await symlink("a.txt", join(site, "in.txt"));
    expect(await ask(site, "/out.txt")).toBe("404 Not found");
    expect(await ask(site, "/out/b.txt")).toBe("404 Not found");
    expect(await ask(site, "/in.txt")).toBe("200 a");
  });

  it("names the content type", async () => {
    const folder = await tempFolder({ "a.html": "", "a.CSS": "", "a.bin": "", a: "" });
    const origin = folderOrigin(folder, { originBase: "/", originNames: "exact", cleanUrls: false });
    const types = await Promise.all(
      ["/a.html", "/a.CSS", "/a.bin", "/a"].map(async (path) => (await origin(path)).headers["content-type"]),
    );
    const bytes = "application/octet-stream";
    expect(types).toEqual(["text/html; charset=utf-8", "text/css; charset=utf-8", bytes, bytes]);
  });
});
