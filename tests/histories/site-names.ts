/** Shapes of names whose every URL is not purged yet: see *Targets* in the design. Empty once it is. */
const excludedShapes: readonly RegExp[] = [];

const korean = ["한글", "가나다"].map((name) => ({ nfc: name.normalize("NFC"), nfd: name.normalize("NFD") }));
const [hangul, folder] = korean as [(typeof korean)[number], (typeof korean)[number]];

/** What always lies there, so that no site shrinks to nothing, and more files live than are remembered as gone. */
export const lastingNames = ["robots.txt", "lasting/a.txt", "lasting/b.txt", "lasting/c.txt"];

/** What comes and goes: what sites usually have, then every oddity that a disk allows. None is another one's folder. */
export const changingNames: readonly string[] = [
  "index.html",
  "docs/index.html",
  "docs.html",
  "page.html",
  "page",
  "404.html",
  "main.css",
  "sw.js",
  "app.js",
  "app.js.gz",
  "feed.xml.br",
  "docs/index.html.br",
  "blog/a b.html",
  "blog/[id].html",
  "[x]/index.html",
  "a|b.txt",
  "x^y.css",
  "100%.txt",
  "50%25.css",
  "#1.txt",
  "why?.html",
  `${hangul.nfc}.html`,
  `${hangul.nfd}.html`,
  `${folder.nfd}/index.html`,
  `${"café".normalize("NFD")}.png`,
  "assets/a-11111111.js",
  "assets/a-22222222.js",
  "assets/b-33333333.css",
  "assets/a-11111111.js.gz",
].filter((name) => !excludedShapes.some((shape) => shape.test(name)));

/** Names that carry a content hash, as the options of these tests say. */
export const immutableGlobs = ["assets/**"];

export function isImmutable(assetPath: string): boolean {
  return assetPath.startsWith("assets/");
}
