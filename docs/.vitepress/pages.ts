import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository: the site is made of its README and of this folder's pages, which read well without a site, too. */
const repository = fileURLToPath(new URL("../..", import.meta.url));

export const languages = ["en", "ko", "ja"] as const;
export type Language = (typeof languages)[number];

const read = (path: string) => readFileSync(join(repository, path), "utf8");

/** All pages: the READMEs, what is below docs, and how to report a hole. Paths from the repository. */
export const pages: readonly string[] = [
  ...readdirSync(repository).filter((name) => /^(?:README(?:\.\w+)?|SECURITY)\.md$/u.test(name)),
  ...readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
    .map((name) => posix.join("docs", name)),
];

/** Where a page stands in the site: `docs/ko/recipes/README.md` → `ko/recipes/index.md`, `README.ko.md` → `ko/index.md`. */
export function placeOf(page: string): string {
  const [, language] = /^README\.(\w+)\.md$/u.exec(page) ?? [];
  if (language !== undefined) return `${language}/index.md`;
  return page.replace(/^docs\//u, "").replace(/(^|\/)README\.md$/u, "$1index.md");
}

/**
 * A link of a page, as the site has it. One that leaves the site leads to the repository's address, where that is known.
 *
 * @param page path of the page that has the link, from the repository
 * @returns `undefined` where it can lead nowhere
 */
export function linkOf(page: string, link: string, address: string | undefined): string | undefined {
  if (/^(?:[a-z]+:|#)/iu.test(link)) return link;
  const [path = "", anchor] = link.split("#");
  const target = posix.join(posix.dirname(page), path).replace(/\/$/u, "");
  // VitePress fails for it.
  if (!existsSync(join(repository, target))) return link;
  if (!pages.includes(target)) return address && `${address}/blob/main/${target}`;
  return `/${placeOf(target)}${anchor === undefined ? "" : `#${anchor}`}`;
}

/** The anchor of a heading, as GitHub has it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}

interface SidebarItem {
  readonly text: string;
  readonly link: string;
  readonly items?: SidebarItem[];
}

/** The pages of a language that the sidebar lists, in the order in which somebody new reads them. */
export function sidebarOf(language: Language): SidebarItem[] {
  const own = pages.filter(
    (page) => placeOf(page).split("/")[0] === language || (language === "en" && isEnglish(page)),
  );
  const inOrder = own.toSorted((one, other) => rankOf(one) - rankOf(other) || (one < other ? -1 : 1));
  const itemOf = (page: string): SidebarItem => ({
    text: titleOf(page),
    link: `/${placeOf(page).replace(/(?:index)?\.md$/u, "")}`,
  });
  const [recipes, ...more] = inOrder.filter((page) => page.includes("/recipes/"));
  return [
    ...inOrder.filter((page) => !page.includes("/recipes/")).map(itemOf),
    ...(recipes === undefined ? [] : [{ ...itemOf(recipes), items: more.map(itemOf) }]),
  ];
}

const order = ["index", "options", "command-line", "hosts", "single-page-apps", "codes", "moving-from-cdn-plus"];

function rankOf(page: string): number {
  const name = posix.basename(placeOf(page), ".md");
  return order.includes(name) ? order.indexOf(name) : order.length;
}

function isEnglish(page: string): boolean {
  return !languages.some((language) => language !== "en" && placeOf(page).startsWith(`${language}/`));
}

function titleOf(page: string): string {
  return /^# (.*)$/mu.exec(read(page))?.[1] ?? page;
}

/** The path of a file from the repository. */
export function pathOf(file: string): string {
  return relative(repository, file).replaceAll("\\", "/");
}
