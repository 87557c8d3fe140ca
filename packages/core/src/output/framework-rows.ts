import { literalGlob } from "./asset-filter.ts";
import type { AssetPath } from "./asset-path.ts";
import type { Folder, FrameworkRow } from "./framework-row.ts";
import { sveltekitQueries } from "./sveltekit-queries.ts";

/** A part of a name that people write: a word, a number, a word and a number. Hardly any hash is one by chance. */
const word = /^(?:[a-z]+|[a-z]?[A-Z][a-z]+|[A-Z]+|[A-Za-z][a-z]{2,}\d+|[a-z][A-Z][a-z]+\d+|\d+)$/u;

/** Whether some text may be or hold a hash, in the characters that bundlers write one in, eight or more of them. */
const mayHoldHash = (text: string): boolean => /[\w-]{8,}/u.test(text);

/** As many hexadecimal digits are no word, though some begin with letters and go on with digits. */
const longHash = /^(?=.*[a-f])[0-9a-f]{16,}$/u;

/** Whether it holds one that is no word by any chance. */
function holdsHash(text: string): boolean {
  return mayHoldHash(text) && text.split(/[-_]/u).some((piece) => !word.test(piece) || longHash.test(piece));
}

/** A folder that holds hashed names alone, but for data and documents. */
const reserved =
  (folder: RegExp, except?: RegExp) =>
  () =>
  (assetPath: AssetPath): boolean =>
    folder.test(assetPath) && !except?.test(assetPath) && mayHoldHash(nameOf(assetPath));

/** A folder that holds hashed names, and what plugins have put there. */
const shared = (folder: RegExp) => () => (assetPath: AssetPath) =>
  folder.test(assetPath) && nameOf(assetPath).split(".").some(holdsHash);

/** Names of one form, whose first group is the hash. */
const withHash = (form: RegExp) => () => (assetPath: AssetPath) => holdsHash(form.exec(assetPath)?.[1] ?? "");

const matching = (form: RegExp) => () => (assetPath: AssetPath) => form.test(assetPath);

/** The names that some text of the framework's lists, such as `"/assets/entry.client-B1l2tT7o.js"`. */
const listedIn = (texts: readonly string[], form: RegExp) => {
  const names = new Set(texts.flatMap((text) => text.match(form) ?? []));
  return (assetPath: AssetPath) => names.has(assetPath);
};

/**
 * The scripts and styles in `assets` whose names hold a hash in the form that Rollup writes and that some others name,
 * and these again, and so on. Where a hash may be a word by chance, nobody vouches for it: names need not have one.
 */
function namedFrom(starts: readonly AssetPath[], { assetPaths, readText }: Folder): ReadonlySet<AssetPath> {
  const form = /^assets\/([^/]+-([\w-]{8})\.(?:js|css))$/u;
  const candidates = new Map(
    assetPaths.flatMap((path) => {
      const [, name, hash = ""] = form.exec(path) ?? [];
      return name !== undefined && holdsHash(hash) ? [[name, path] as const] : [];
    }),
  );
  const named = new Set<AssetPath>();
  const next = [...starts];
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    // A name is looked for where one begins, and not again at each of its letters: scripts hold long runs of them.
    for (const [name] of readText(path).matchAll(/(?<![\w.~$-])[\w.~$-]+\.(?:js|css)/gu)) {
      const found = candidates.get(name);
      if (found === undefined || named.has(found)) continue;
      named.add(found);
      next.push(found);
    }
  }
  return named;
}

/**
 * Compared with real folders of all of them but Astro, VitePress and VuePress, built here or published by others, in
 * the versions that `docs/hosts.md` names. Of those three, no build of theirs lost a purge by it. Whatever a row does
 * not say for certain is left out: a needless purge costs little, a missed one leaves a stale page.
 */
const rows = {
  Astro: {
    outputDirectory: "dist",
    aliases: "clean",
    isIn: ({ has }) => has(/^_astro\//u),
    immutable: reserved(/^_astro\//u),
  },
  SvelteKit: {
    outputDirectory: "build",
    aliases: "clean",
    isIn: ({ has }) => has(/^_app\/immutable\//u),
    immutable: matching(/^_app\/immutable\//u),
    // The time of the build, unless the config says another version: scripts hold it, too, and pages name scripts.
    writtenAnew: ({ assetPaths, readText }) =>
      assetPaths.includes("_app/version.json") && /"version":"\d{13}"/u.test(readText("_app/version.json"))
        ? { names: /^_app\//u, advice: fromContent("version.name", "SvelteKit") }
        : undefined,
    // By file: a page that comes or goes changes nothing for the others.
    queries: ({ assetPaths, readText }) => {
      const all = new Set(assetPaths);
      const dataFiles = assetPaths.filter((assetPath) => /(?:^|\/)__data\.json$/u.test(assetPath));
      return Object.fromEntries(
        dataFiles.map((assetPath) => [
          literalGlob(assetPath),
          sveltekitQueries(readText(assetPath), { hasSlash: all.has(documentOf(assetPath)) }),
        ]),
      );
    },
  },
  Nuxt: {
    outputDirectory: ".output/public",
    aliases: "clean",
    isIn: ({ has }) => has(/^_nuxt\//u),
    immutable: reserved(/^_nuxt\//u, /^_nuxt\/builds\//u),
    writtenAnew: () => ({
      names: /^_nuxt\/builds\//u,
      advice: "Nuxt writes the time of the build into each page that it generates, whatever its buildId is.",
    }),
    queries: ({ assetPaths, has, readText }) => {
      // An id that changes with each build is not to change the mapping of a site without data.
      if (!has(/(?:^|\/)_payload\.json$/u)) return {};
      const latest = assetPaths.find((assetPath) => /^_nuxt\/builds\/latest\.json$/u.test(assetPath));
      const id = latest === undefined ? undefined : /"id":"([^"]+)"/u.exec(readText(latest))?.[1];
      return id === undefined ? {} : { "**/_payload.json": [`_b=${id}`] };
    },
  },
  "Next.js": {
    outputDirectory: "out",
    aliases: "clean",
    // The second is `.next/static` alone, as it is served behind an `assetPrefix`.
    isIn: ({ has }) => has(/^_next\/static\//u) || (has(/^chunks\//u) && has(/^[^/]+\/_buildManifest\.js$/u)),
    immutable: shared(/^(?:_next\/static\/)?(?:chunks|css|media)\//u),
    writtenAnew: () => ({
      names: /^(?:_next\/static\/)?[^/]+\/_\w+Manifest\.js$/u,
      advice: fromContent("generateBuildId", "Next.js"),
    }),
    unlistedQueries: {
      parameter: "_rsc",
      says: "Next.js asks for page data with ?_rsc=…, another one for each page that links there",
    },
  },
  VitePress: {
    outputDirectory: ".vitepress/dist",
    aliases: "clean",
    isIn: ({ has }) => has(/^hashmap\.json$/u) && has(/^assets\/app\.[\w-]{8}\.js$/u),
    // Pictures of `public/assets` lie there, too.
    immutable: withHash(/^assets\/(?:.*[./])?([\w-]{8})(?:\.lean)?\.\w+$/u),
  },
  "React Router": {
    outputDirectory: "build/client",
    aliases: "clean",
    isIn: ({ has }) => has(reactRouterManifest),
    immutable: (folder) => {
      const manifests = folder.assetPaths.filter((assetPath) => reactRouterManifest.test(assetPath));
      const texts = manifests.map(folder.readText);
      const isListed = listedIn(texts, /assets\/[^"'\\]+?-[\w-]{8}\.(?:js|css)/gu);
      // It lists what routes begin with, and not what these load later.
      const named = namedFrom([...manifests, ...folder.assetPaths.filter(isListed)], folder);
      return (assetPath) => reactRouterManifest.test(assetPath) || isListed(assetPath) || named.has(assetPath);
    },
  },
  Docusaurus: {
    outputDirectory: "build",
    aliases: "clean",
    isIn: ({ has }) => has(/^assets\/js\/runtime~main\.[0-9a-f]{8}\.js$/u),
    immutable: matching(
      /^assets\/(?:(?:js|css)\/[^/]+\.[0-9a-f]{8}\.(?:js|css)|(?:images|files|fonts|medias)\/[^/]+-[0-9a-f]{32}\.\w+)$/u,
    ),
  },
  vike: {
    outputDirectory: "dist/client",
    aliases: "clean",
    isIn: ({ has }) => has(/^assets\/entries\/entry-[\w-]+\.[\w-]{8}\.js$/u),
    immutable: withHash(/^assets\/(?:chunks|entries|static)\/(?:.*[.-])?([\w-]{8})\.(?:js|css)$/u),
  },
  Storybook: {
    outputDirectory: "storybook-static",
    aliases: "directory",
    isIn: ({ has }) => has(/^iframe\.html$/u) && has(/^sb-manager\//u),
    immutable: withHash(/^assets\/[^/]+-([\w-]{8})\.(?:js|css)$/u),
  },
  VuePress: {
    outputDirectory: "docs/.vuepress/dist",
    aliases: "clean",
    isIn: ({ assetPaths, readText }) =>
      assetPaths.includes("404.html") && /<meta name="generator" content="VuePress /u.test(readText("404.html")),
    immutable: withHash(/^assets\/[^/]+-([\w-]{8})\.(?:js|css)$/u),
  },
  "Create React App": {
    outputDirectory: "build",
    aliases: "directory",
    isIn: ({ assetPaths, readText }) =>
      assetPaths.includes("asset-manifest.json") &&
      // The latter in version 3 and before.
      /"entrypoints"|"runtime~main\.js"/u.test(readText("asset-manifest.json")),
    immutable: ({ readText }) => {
      const isListed = listedIn(
        [readText("asset-manifest.json")],
        /(?:static\/(?:js|css|media)\/[^"]+?|precache-manifest)\.[0-9a-f]{8,32}\.[^"]+?(?=")/gu,
      );
      // Of what stylesheets load, the manifest of version 3 and before lists one file each. A number is no hash.
      return (assetPath) =>
        isListed(assetPath) || /^static\/media\/[^/]+\.(?=\d*[a-f])[0-9a-f]{8,32}\.\w+$/u.test(assetPath);
    },
  },
  Angular: {
    outputDirectory: "dist",
    aliases: "clean",
    isIn: ({ assetPaths, has, readText }) =>
      has(angularMain) && assetPaths.includes("index.html") && angularPage.test(readText("index.html")),
    // With webpack, as up to version 16 unless set otherwise, all of them lie at the root.
    immutable: matching(
      /^(?:(?:main|polyfills|styles|scripts|chunk)-[A-Z0-9]{8}\.(?:js|css)|media\/[^/]+-[A-Z0-9]{8}\.\w+|[^/]+\.[0-9a-f]{16}\.\w+)$/u,
    ),
  },
  // Last: what builds upon Vite was recognised before.
  Vite: {
    outputDirectory: "dist",
    aliases: "directory",
    isIn: ({ assetPaths, readText }) =>
      assetPaths.includes("index.html") &&
      /<script type="module" crossorigin src="[^"]*\bassets\/index-[\w-]{8}\.js">/u.test(readText("index.html")),
    immutable: (folder) => {
      const named = namedFrom(["index.html"], folder);
      return (assetPath) => named.has(assetPath);
    },
  },
} satisfies Readonly<Record<string, FrameworkRow>>;

export type FrameworkName = keyof typeof rows;
export const frameworkRows: Readonly<Record<FrameworkName, FrameworkRow>> = rows;

function fromContent(setting: string, framework: string): string {
  return `Set ${setting} of ${framework} to something that is made from the content or the commit.`;
}

/** The page that SvelteKit's data belongs to, where its URL ends with a slash. */
function documentOf(dataFile: AssetPath): AssetPath {
  return dataFile.replace(/__data\.json$/u, "index.html");
}

const reactRouterManifest = /^assets\/manifest-[0-9a-f]{8}\.js$/u;
const angularMain = /^main(?:-[A-Z0-9]{8}|\.[0-9a-f]{16})\.js$/u;
const angularPage = /main-[A-Z0-9]{8}\.js|runtime\.[0-9a-f]{16}\.js[^]*main\.[0-9a-f]{16}\.js/u;

function nameOf(assetPath: AssetPath): string {
  return assetPath.slice(assetPath.lastIndexOf("/") + 1);
}
