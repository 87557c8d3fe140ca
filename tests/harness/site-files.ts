import type { SiteFiles } from "./workspace.ts";

/** In NFC: one code point for each syllable. */
export const composed = "공지.txt".normalize("NFC");
/** In NFD, as file systems of Apple write it: a code point for each letter. */
export const decomposed = "자료.txt".normalize("NFD");

/** What visitors download as it is. */
export const publicFiles: SiteFiles = {
  "public/robots.txt": "User-agent: *\n",
  "public/manifest.webmanifest": '{"name":"Site"}\n',
  "public/sw.js": 'self.addEventListener("fetch", () => {});\n',
  "public/docs/index.html": "<!doctype html><title>Docs</title>\n",
  "public/docs/guide.html": "<!doctype html><title>Guide</title>\n",
  [`public/${composed}`]: "공지\n",
  [`public/${decomposed}`]: "자료\n",
};

/** A page of its own script and stylesheet, another page, a script that is loaded later, and an image under a fixed name. */
export const sourceFiles: SiteFiles = {
  "src/main.js": `import "./style.css";
import logo from "./logo.svg";
document.body.append(logo);
void import("./later.js").then(({ later }) => later());
`,
  "src/later.js": 'export const later = () => document.body.append("later");\n',
  "src/about.js": 'document.body.append("about");\n',
  "src/style.css": "body { color: black; }\n",
  "src/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>Logo</title></svg>\n',
};

/** The targets of everything whose name is not immutable: what a first build purges. */
export const mutableTargets = [
  "/",
  "/index.html",
  "/about/",
  "/about/index.html",
  "/docs/",
  "/docs/index.html",
  "/docs/guide.html",
  "/img/logo.svg",
  "/late.txt",
  "/manifest.webmanifest",
  "/robots.txt",
  "/sw.js",
  `/${encodeURIComponent(composed)}`,
  `/${encodeURIComponent(decomposed)}`,
  `/${encodeURIComponent(decomposed.normalize("NFC"))}`,
].toSorted();
