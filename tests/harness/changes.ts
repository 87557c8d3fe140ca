import { composed, decomposed } from "./site-files.ts";
import type { Site } from "./workspace.ts";

/** A change of the site, and the targets that the next build has to purge because of it, sorted. */
export interface Change {
  readonly make: (site: Site) => void;
  readonly targets: readonly string[];
}

export const changes: readonly (readonly [what: string, change: Change])[] = [
  [
    "an edited entry",
    {
      make: (site) => site.write("src/main.js", `${site.read("src/main.js")}console.log("edited");\n`),
      targets: ["/", "/index.html"],
    },
  ],
  [
    "an edited stylesheet",
    {
      make: (site) => site.write("src/style.css", "body { color: blue; }\n"),
      targets: ["/", "/index.html"],
    },
  ],
  [
    "an edited image under a fixed name",
    {
      make: (site) => site.write("src/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"><title>New</title></svg>\n'),
      targets: ["/img/logo.svg"],
    },
  ],
  [
    "an edited public file and an edited service worker",
    {
      make(site) {
        site.write("public/robots.txt", "User-agent: *\nDisallow: /private/\n");
        site.write("public/sw.js", 'self.addEventListener("fetch", () => console.log("edited"));\n');
      },
      targets: ["/robots.txt", "/sw.js"],
    },
  ],
  [
    "edited files with Korean names",
    {
      make(site) {
        site.write(`public/${composed}`, "새 공지\n");
        site.write(`public/${decomposed}`, "새 자료\n");
      },
      targets: [
        `/${encodeURIComponent(composed)}`,
        `/${encodeURIComponent(decomposed)}`,
        `/${encodeURIComponent(decomposed.normalize("NFC"))}`,
      ].toSorted(),
    },
  ],
  [
    "an added page",
    {
      make: (site) => site.write("public/news/index.html", "<!doctype html><title>News</title>\n"),
      targets: ["/news/", "/news/index.html"],
    },
  ],
  [
    "a removed page",
    {
      make: (site) => site.remove("public/docs/index.html"),
      targets: ["/docs/", "/docs/index.html"],
    },
  ],
];
