import globalEdgePurge from "@global-edge-purge/vite";
import { readFileSync } from "node:fs";
import process from "node:process";
import { defineConfig, type MarkdownRenderer } from "vitepress";
import { anchorOf, type Language, languages, linkOf, pages, pathOf, placeOf, sidebarOf } from "./pages.ts";

const manifest: { readonly repository?: { readonly url: string } } = JSON.parse(
  readFileSync(new URL("../../packages/vite/package.json", import.meta.url), "utf8"),
);
const address = manifest.repository?.url.replace(/^git\+|\.git$/gu, "");

type Token = ReturnType<MarkdownRenderer["parse"]>[number];

/** What VitePress itself writes on a page. */
const words: Readonly<Record<Language, { readonly [Word in "name" | "outline" | "before" | "after"]: string }>> = {
  en: { name: "English", outline: "On this page", before: "Previous page", after: "Next page" },
  ko: { name: "한국어", outline: "이 페이지의 내용", before: "이전 페이지", after: "다음 페이지" },
  ja: { name: "日本語", outline: "このページの内容", before: "前のページ", after: "次のページ" },
};
const { GLOBAL_EDGE_PURGE_EDGE_ID: edgeId } = process.env;

export default defineConfig({
  title: "global-edge-purge",
  description: "Purges exactly what a build changed from NAVER Cloud's Global Edge CDN.",
  srcDir: "..",
  outDir: "./.vitepress/dist",
  srcExclude: ["{AGENTS,CONTRIBUTING}.md", "{.changeset,.github,bench,examples,packages,tests}/**"],
  rewrites: Object.fromEntries(pages.map((page) => [page, placeOf(page)])),
  locales: Object.fromEntries(languages.map((language) => [language === "en" ? "root" : language, localeOf(language)])),
  themeConfig: {
    // Not every page is there in every language.
    i18nRouting: false,
    ...(address !== undefined && { socialLinks: [{ icon: "github", link: address }] }),
  },
  markdown: {
    anchor: { slugify: anchorOf },
    config: (md) => {
      md.core.ruler.push("links", ({ tokens, env }) => {
        const page = pathOf(env.realPath ?? env.path);
        for (const { children } of tokens)
          children?.forEach((token, index) => relink(page, token, children.slice(index)));
      });
    },
  },
  vite: {
    plugins: [
      // The READMEs lie where no package of the site is found: Node finds it beside the pages that are rendered.
      {
        name: "vue-of-the-site",
        enforce: "pre",
        resolveId: (id, _importer, { ssr }) =>
          ssr && /^vue(?:\/server-renderer)?$/u.test(id) ? { id, external: true } : undefined,
      },
      globalEdgePurge({
        edgeId: Number(edgeId ?? 11197),
        when: "deploy",
        // Without an edge of one's own, a build only says what a deploy would purge.
        dryRun: edgeId === undefined,
      }),
    ],
  },
});

function localeOf(language: Language) {
  const { name, outline, before, after } = words[language];
  const docFooter = { prev: before, next: after };
  const themeConfig = {
    sidebar: sidebarOf(language),
    outline: { level: [2, 3] as [number, number], label: outline },
    docFooter,
  };
  return { label: name, lang: language, themeConfig };
}

/** Links of pages are those of the repository's files, which its own readers follow. One that leads nowhere becomes text. */
function relink(page: string, token: Token, following: readonly Token[]): void {
  const link = token.type === "link_open" ? token.attrGet("href") : null;
  if (link === null) return;
  const target = linkOf(page, decodeURI(link), address);
  if (target !== undefined) return token.attrSet("href", target);
  token.attrs = null;
  const end = following.find(({ type }) => type === "link_close");
  for (const each of [token, end]) if (each) each.tag = "span";
}
