import type { Mapping } from "@global-edge-purge/core/options";
import fc from "fast-check";
import type { Files } from "./naive-targets.ts";

/** Two builds of one site, the later deployed over the earlier. */
export interface Deploy {
  readonly before: Files;
  readonly now: Files;
  readonly mapping: Mapping;
}

const syllables = "가".repeat(84);
/** What usual sites have, then every oddity that a disk allows. */
const names = [
  "index.html",
  "index.html",
  "404.html",
  "page.html",
  "docs",
  "app.js",
  "style.css",
  "sw.js",
  "app.webmanifest",
  "100%",
  "50%25",
  "a+b.js",
  "a b.css",
  "#1",
  "why?.html",
  "app.js?v=1",
  `it's "q".js`,
  "[id](x){y}.js",
  "[...slug].html",
  "a|b^[c].js",
  "line\nbreak\u2028.html",
  "back\\slash",
  "한글.png",
  "한글.png".normalize("NFD"),
  "café".normalize("NFD"),
  "😀.svg",
  "👩‍👩‍👧",
  "a&b=c;d,e:f@g!h$i~j",
  "%2F",
  "..a",
];
const part = fc.oneof(
  { arbitrary: fc.constantFrom(...names), weight: 30 },
  { arbitrary: fc.constantFrom("st*r.js", "*"), weight: 1 },
);
const assetPaths = fc.oneof(
  { arbitrary: fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")), weight: 60 },
  {
    arbitrary: fc.constant([syllables, syllables, syllables, syllables, syllables, syllables, "a.js"].join("/")),
    weight: 1,
  },
);

/** One file, and what stands beside it. */
interface Group {
  readonly assetPath: string;
  readonly content: string;
  readonly folder: string;
  readonly sibling: string;
}

/** Files with contents; some immutable, some with a compressed copy beside them. */
const groups: fc.Arbitrary<readonly Group[]> = fc.array(
  fc.record({
    assetPath: assetPaths,
    content: fc.constantFrom("1", "2", "3"),
    folder: fc.constantFrom("", "", "assets/"),
    sibling: fc.constantFrom("", "", ".br", ".gz", ".zst!"),
  }),
  { maxLength: 6 },
);

function build(drawn: readonly Group[]): Files {
  const files: Record<string, string> = {};
  for (const { assetPath, content, folder, sibling } of drawn) {
    // What is in the folder for immutable names is no page.
    const path = folder === "" ? assetPath : `${folder}${assetPath.replace(/\.html?$/i, ".js")}`;
    // Deployed without the file that it is a copy of, at times.
    if (!sibling.endsWith("!")) files[path] = content;
    if (sibling !== "") files[path + sibling.replace("!", "")] = `${content} compressed`;
  }
  return withoutConflicts(files);
}

/** No disk holds a file and a folder of one name. A compressed copy goes with its file: it is served as that. */
function withoutConflicts(files: Files): Files {
  const isFolder = (path: string) => Object.keys(files).some((other) => other.startsWith(`${path}/`));
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => !isFolder(path) && !isFolder(path.replace(/\.(?:br|gz|zst)$/, ""))),
  );
}

const bases = fc.constantFrom("/", "/docs/", "/a%20b/");

const mappings: fc.Arbitrary<Mapping> = fc.record({
  base: fc.record({ assets: bases, pages: fc.oneof(bases, fc.constant(false as const)) }),
  aliases: fc.constantFrom<Mapping["aliases"]>("none", "directory", "clean", (assetPath) => [`다른/${assetPath}`]),
  queries: fc.constantFrom([], [], [], ["v=1"], ["f[]=it's"], ["v=1", "lang=ko&x=%20"]),
});

/** Deploys in which some files stay, some change, some come and some go. */
export const deploys: fc.Arbitrary<Deploy> = fc
  .record({ stay: groups, go: groups, come: groups, mapping: mappings })
  .map(({ stay, go, come, mapping }) => ({
    before: build([...stay, ...go]),
    now: build([...stay, ...come, { assetPath: "always.txt", content: "1", folder: "", sibling: "" }]),
    mapping,
  }));
