import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (page: string) => readFileSync(join(root, page), "utf8");

const pages = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
  .map((name) => join("docs", name))
  .concat(readdirSync(root))
  // The site's packages bring pages of their own, where it was built.
  .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
  .map((name) => name.split(sep).join("/"));

/** Each translated page, and the English one that it says the same as. */
const translations = pages
  .map((page) => [page, page.replace(/^docs\/(?:ko|ja)\//, "docs/").replace(/\.(?:ko|ja)\.md$/, ".md")] as const)
  .filter(([page, english]) => page !== english && pages.includes(english));

/** The pages of codes have another form than the English one; core's codes.test.ts and tests/codes.test.ts hold what they say. */
const alike = translations.filter(([page]) => !page.endsWith("/codes.md"));

/** What stands between fences, each line without its comment: that is for people, and may be translated. */
function fences(page: string): readonly string[] {
  return [...read(page).matchAll(/^ *```\w*\n([^]*?)\n *```$/gm)].map(([, code = ""]) =>
    code.replaceAll(/(?:^|(?<=\s))(?:#|\/\/) .*$/gm, "").replaceAll(/[ \t]+$/gm, ""),
  );
}

function withoutFences(page: string): string {
  return read(page).replaceAll(/^ *```\w*\n[^]*?\n *```$/gm, "");
}

/** What stands between backticks, and cells that hold nothing but numbers: names, commands, values. */
function names(text: string): readonly string[] {
  const code = [...text.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name.replaceAll(/\s+/g, " "));
  const numbers = text.match(/(?<=\| )\d[\d, ]*(?=\s*\|)/g)?.map((cell) => cell.trim()) ?? [];
  return [...code, ...numbers].toSorted();
}

function tableRows(page: string): readonly (readonly string[])[] {
  return withoutFences(page)
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map(names);
}

/** Levels of headings and items of lists, in order: what was added to one page only stands out. */
function outline(page: string): readonly string[] {
  return withoutFences(page).match(/^ *(?:#+|-|\d+\.) /gm) ?? [];
}

/** The anchors that GitHub gives to the headings of a page. */
function anchors(page: string): ReadonlySet<string> {
  const headings = [...withoutFences(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

/** Links of a page that lead nowhere. */
function brokenLinks(page: string): readonly string[] {
  const links = [...withoutFences(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/i.test(link)) return false;
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : posix.join(dirname(page), path);
    if (!existsSync(join(root, target))) return true;
    const isPage = statSync(join(root, target)).isFile() && target.endsWith(".md");
    return anchor !== undefined && isPage && !anchors(target).has(decodeURIComponent(anchor));
  });
}

describe.each(alike)("%s", (page, english) => {
  it("has the commands and samples of the English page, word for word", () => {
    expect(fences(page)).toEqual(fences(english));
  });

  it("has its headings and the items of its lists", () => {
    expect(outline(page)).toEqual(outline(english));
  });

  it("has the rows of its tables, with the same options and defaults", () => {
    expect(tableRows(page)).toEqual(tableRows(english));
  });

  it("names what the English page names, and nothing else", () => {
    expect(new Set(names(withoutFences(page)))).toEqual(new Set(names(withoutFences(english))));
  });
});

it.each(translations.filter(([page]) => page.startsWith("docs/")))("%s leads to %s, and back", (page, english) => {
  const from = (one: string, other: string) => posix.relative(dirname(one), other);
  expect(read(page)).toContain(`[English](${from(page, english)})`);
  expect(read(english)).toContain(`](${from(english, page)})`);
});

it.each(pages)("%s has no link that leads nowhere", (page) => {
  expect(brokenLinks(page)).toEqual([]);
});
