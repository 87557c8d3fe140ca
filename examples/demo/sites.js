import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The two sites of the demo: how each is built, and what somebody edits between the two builds.
 * @typedef {{ name: string, bin: [string, string], args: string[], immutable: RegExp, copied: string[], edit: (directory: string) => string[] }} Site
 * @type {readonly Site[]}
 */
export const sites = [
  {
    name: "vite",
    bin: ["vite", "bin/vite.js"],
    args: ["build"],
    immutable: /^\/assets\//,
    copied: ["package.json", "vite.config.js", "index.html", "about", "src", "public"],
    edit: (directory) => {
      const config = edit(directory, "vite.config.js", '"about/index.html"', '"new/index.html"');
      add(directory, "new/index.html", "<!doctype html><title>새 소식</title><h1>새 소식</h1>\n");
      remove(directory, "about/index.html");
      return [...editSources(directory), "added    new/index.html", "removed  about/index.html", config];
    },
  },
  {
    name: "webpack",
    bin: ["webpack", "bin/webpack.js"],
    args: [],
    immutable: /\.[0-9a-f]{20}\.js$/,
    copied: ["package.json", "webpack.config.cjs", "src", "public"],
    edit: (directory) => {
      add(directory, "public/new/index.html", "<!doctype html><title>새 소식</title><h1>새 소식</h1>\n");
      remove(directory, "public/about/index.html");
      return [...editSources(directory), "added    public/new/index.html", "removed  public/about/index.html"];
    },
  },
];

/** A component, a stylesheet and a file in `public/`. */
function editSources(/** @type {string} */ directory) {
  return [
    edit(directory, "src/greeting.js", "어서 오세요", "다시 오셨네요"),
    edit(directory, "src/style.css", "#123", "#456"),
    edit(directory, "public/가격표.txt", "1,000원", "900원"),
  ];
}

/** Replaces a text in a file, which must be there. */
export function edit(
  /** @type {string} */ directory,
  /** @type {string} */ file,
  /** @type {string} */ from,
  /** @type {string} */ to,
) {
  const path = join(directory, file);
  const before = readFileSync(path, "utf8");
  if (!before.includes(from)) throw new Error(`${file} does not contain ${from}`);
  writeFileSync(path, before.replace(from, to));
  return `edited   ${file}`;
}

function add(/** @type {string} */ directory, /** @type {string} */ file, /** @type {string} */ text) {
  const path = join(directory, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function remove(/** @type {string} */ directory, /** @type {string} */ file) {
  rmSync(join(directory, file));
}
