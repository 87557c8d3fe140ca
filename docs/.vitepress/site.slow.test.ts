import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkOf, pages, placeOf, sidebarOf } from "./pages.ts";

const docs = join(import.meta.dirname, "..");
const root = join(docs, "..");

describe("the site of the documentation", () => {
  let site = "";
  let built: { readonly status: number | null; readonly output: string };
  beforeAll(() => {
    site = mkdtempSync(join(tmpdir(), "docs-site-"));
    const pnpm = join(root, "node_modules/.bin/pnpm");
    // As `npm run docs:build` does.
    execFileSync(pnpm, ["--dir", docs, "install", "--frozen-lockfile", "--prefer-offline", "--loglevel=warn"]);
    const env = { PATH: process.env["PATH"], HOME: site, TMPDIR: site, NO_COLOR: "1" };
    const vitepress = join(docs, "node_modules/vitepress/bin/vitepress.js");
    const args = [vitepress, "build", docs, "--outDir", join(site, "dist")];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    built = { status, output: stdout + stderr };
  });
  afterAll(() => rmSync(site, { recursive: true, force: true }));

  const read = (path: string) => readFileSync(join(site, "dist", path), "utf8");
  const htmlOf = (page: string) => placeOf(page).replace(/\.md$/u, ".html");

  it("has every page, in each language, and no link to a page that is not there, for which VitePress fails", () => {
    expect(built.status, built.output).toBe(0);
    expect(pages.length).toBeGreaterThan(30);
    expect(pages.filter((page) => !existsSync(join(site, "dist", htmlOf(page))))).toEqual([]);
    expect(read("index.html")).toMatch(/<html lang="en"/u);
    expect(read("ko/recipes/index.html")).toMatch(/<html lang="ko"[^]*<h1[^>]*>상태가 남지 않는 머신/u);
    expect(read("ja/index.html")).toMatch(/<html lang="ja"/u);
  });

  it("lists each page of a language in its sidebar, and no other", () => {
    for (const language of ["en", "ko", "ja"] as const) {
      const links = sidebarOf(language).flatMap(({ link, items = [] }) => [link, ...items.map((item) => item.link)]);
      expect(links.length).toBe(new Set(links).size);
      const shown = read(language === "en" ? "index.html" : `${language}/index.html`);
      expect(links.filter((link) => !shown.includes(`href="${link.replace(/(?<=[^/])$/u, ".html")}"`))).toEqual([]);
    }
    const all = (["en", "ko", "ja"] as const).flatMap((language) => sidebarOf(language));
    expect(all.flatMap(({ items = [] }) => [0, ...items])).toHaveLength(pages.length);
  });

  it("has no link to a heading that is not there", () => {
    const ids = new Map(
      pages.map((page) => [`/${htmlOf(page)}`, new Set(read(htmlOf(page)).match(/(?<= id=")[^"]+/gu))]),
    );
    let followed = 0;
    const broken = pages.flatMap((page) => {
      const [, content = ""] = /<main[^>]*>([^]*)<\/main>/u.exec(read(htmlOf(page))) ?? [];
      const links = [...content.matchAll(/<a [^>]*href="([^"]+)"/gu)].map(([, link = ""]) => decodeURI(link));
      followed += links.length;
      return links.filter((link) => {
        if (/^[a-z]+:/u.test(link)) return false;
        const [path = "", anchor] = link.split("#");
        const target = path === "" ? `/${htmlOf(page)}` : path.replace(/\/$/u, "/index.html");
        return !ids.has(target) || (anchor !== undefined && !ids.get(target)?.has(anchor));
      });
    });
    expect(broken).toEqual([]);
    expect(followed).toBeGreaterThan(300);
  });

  it("is built with our plugin, which says what a deploy would purge, and sends nothing", () => {
    expect(built.output).toContain("Global Edge purge: production, edge 11197");
    expect(built.output).toMatch(
      /Dry run: \d+ targets in \d+ requests? would be purged\. Nothing was sent or saved\./u,
    );
  });
});

describe("a link of a page", () => {
  it.each([
    ["README.md", "docs/options.md#credentials", "/options.md#credentials"],
    ["docs/ko/hosts.md", "../../README.ko.md#번들러", "/ko/index.md#번들러"],
    ["docs/command-line.md", "recipes/README.md", "/recipes/index.md"],
    ["docs/options.md", "#quota", "#quota"],
    ["docs/options.md", "nowhere.md", "nowhere.md"],
    ["docs/options.md", "https://www.example.com/", "https://www.example.com/"],
    ["docs/attacks.md", "../tests/codes.test.ts", "https://git.example.com/a/b/blob/main/tests/codes.test.ts"],
  ])("of %s to %s leads to %s", (page, link, target) => {
    expect(linkOf(page, link, "https://git.example.com/a/b")).toBe(target);
  });

  it("leads nowhere where the repository has no address yet", () => {
    expect(linkOf("README.md", posix.join("packages", "vite"), undefined)).toBeUndefined();
  });
});
