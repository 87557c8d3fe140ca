import type { AssetPath } from "./asset-path.ts";

/** What a folder that a framework wrote tells of its names and URLs. The user's options win over all of it. */
export interface FrameworkFacts {
  readonly name: FrameworkName;
  /** How visitors ask for its pages, by the links that the framework itself makes. */
  readonly aliases: "directory" | "clean";
  /** Names that carry a content hash, on the framework's word: its own files list them, or their folder is reserved for them. */
  readonly immutableNames: ReadonlySet<AssetPath>;
  /** Queries, without the `?`, that its clients add to the files of a glob, which is a name in any folder. */
  readonly queries: Readonly<Record<string, readonly string[]>>;
  /** What its clients ask for with queries that nobody can list, for people; absent where there is none. */
  readonly unlistedQueries?: string;
}

export type FrameworkName =
  | "Angular"
  | "Astro"
  | "Create React App"
  | "Docusaurus"
  | "Next.js"
  | "Nuxt"
  | "React Router"
  | "Storybook"
  | "SvelteKit"
  | "VitePress"
  | "vike"
  | "VuePress";

/** Where a framework puts a site, and how its pages are asked for, as far as that is known before the folder is there. */
export interface FrameworkPlace {
  /** From the project; users may have set another folder. */
  readonly outputDirectory: string;
  readonly aliases: FrameworkFacts["aliases"];
}

interface FrameworkRow extends FrameworkPlace {
  /** Whether the framework wrote this folder. Rows are asked in their order. */
  isIn(folder: Folder): boolean;
  /** Which names carry a hash. Called once for a folder, the function once for each path. */
  immutable(folder: Folder): (assetPath: AssetPath) => boolean;
  queries?(folder: Folder): FrameworkFacts["queries"];
  readonly unlistedQueries?: string;
}

/** @param readText returns a file's text; it is asked for few files, small ones */
interface Folder {
  readonly assetPaths: readonly AssetPath[];
  /** Whether a path matches. */
  has(pattern: RegExp): boolean;
  readText(assetPath: AssetPath): string;
}

/** Eight characters or more of those that bundlers write hashes in. */
const hashed = /[\w-]{8,}/u;
/** Data and documents lie beside hashed names under fixed ones: `builds/latest.json`, `nextra-data-en-US.json`. */
const neverHashed = /\.(?:html?|json|txt|xml|md|webmanifest)$/iu;

/** A folder that holds hashed names alone, but for data and documents. */
const reserved =
  (folder: RegExp, except?: RegExp) =>
  () =>
  (assetPath: AssetPath): boolean =>
    folder.test(assetPath) && !except?.test(assetPath) && hashed.test(nameOf(assetPath));

const matching = (form: RegExp) => () => (assetPath: AssetPath) => form.test(assetPath);

/** The names that some text of the framework's lists, such as `"/assets/entry.client-B1l2tT7o.js"`. */
const listedIn = (texts: readonly string[], form: RegExp) => {
  const names = new Set(texts.flatMap((text) => text.match(form) ?? []));
  return (assetPath: AssetPath) => names.has(assetPath);
};

/**
 * Seen in the folders of the versions that `docs/hosts.md` names. Whatever a row does not say for certain is left out: a needless
 * purge costs little, a missed one leaves a stale page.
 */
const rows: Readonly<Record<FrameworkName, FrameworkRow>> = {
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
    queries: ({ assetPaths, readText }) => ({
      "**/__data.json": [
        ...new Set(
          assetPaths
            .filter((assetPath) => /(?:^|\/)__data\.json$/u.test(assetPath))
            .flatMap((assetPath) => invalidations(readText(assetPath), assetPath, assetPaths)),
        ),
      ].toSorted(),
    }),
  },
  Nuxt: {
    outputDirectory: ".output/public",
    aliases: "clean",
    isIn: ({ has }) => has(/^_nuxt\//u),
    immutable: reserved(/^_nuxt\//u, /^_nuxt\/builds\//u),
    queries: ({ assetPaths, readText }) => {
      const latest = assetPaths.find((assetPath) => /^_nuxt\/builds\/latest\.json$/u.test(assetPath));
      const id = latest === undefined ? undefined : /"id":"([^"]+)"/u.exec(readText(latest))?.[1];
      return id === undefined ? {} : { "**/_payload.json": [id] };
    },
  },
  "Next.js": {
    outputDirectory: "out",
    aliases: "clean",
    // The second is `.next/static` alone, as it is served behind an `assetPrefix`.
    isIn: ({ has }) => has(/^_next\/static\//u) || (has(/^chunks\//u) && has(/^[^/]+\/_buildManifest\.js$/u)),
    immutable: reserved(/^(?:_next\/static\/)?(?:chunks|css|media)\//u),
    unlistedQueries: "Next.js asks for page data with ?_rsc=…, another one for each page that links there",
  },
  VitePress: {
    outputDirectory: ".vitepress/dist",
    aliases: "clean",
    isIn: ({ has }) => has(/^hashmap\.json$/u) && has(/^assets\/app\.[\w-]{8}\.js$/u),
    immutable: () => vitePressName,
  },
  "React Router": {
    outputDirectory: "build/client",
    aliases: "clean",
    isIn: ({ has }) => has(reactRouterManifest),
    immutable: ({ assetPaths, readText }) => {
      const manifests = assetPaths.filter((assetPath) => reactRouterManifest.test(assetPath));
      const isListed = listedIn(manifests.map(readText), /assets\/[^"'\\]+?-[\w-]{8}\.(?:js|css)/gu);
      return (assetPath) => reactRouterManifest.test(assetPath) || isListed(assetPath);
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
    immutable: matching(/^assets\/(?:chunks|entries|static)\/[^/]+\.[\w-]{8}\.(?:js|css)$/u),
  },
  Storybook: {
    outputDirectory: "storybook-static",
    aliases: "directory",
    isIn: ({ has }) => has(/^iframe\.html$/u) && has(/^sb-manager\//u),
    immutable: matching(/^assets\/[^/]+-[\w-]{8}\.(?:js|css)$/u),
  },
  VuePress: {
    outputDirectory: "docs/.vuepress/dist",
    aliases: "clean",
    isIn: ({ assetPaths, readText }) =>
      assetPaths.includes("404.html") && /<meta name="generator" content="VuePress /u.test(readText("404.html")),
    immutable: matching(/^assets\/[^/]+-[\w-]{8}\.(?:js|css)$/u),
  },
  "Create React App": {
    outputDirectory: "build",
    aliases: "directory",
    isIn: ({ assetPaths, readText }) =>
      assetPaths.includes("asset-manifest.json") && /"entrypoints"/u.test(readText("asset-manifest.json")),
    immutable: ({ readText }) =>
      listedIn([readText("asset-manifest.json")], /static\/(?:js|css|media)\/[^"]+?\.[0-9a-f]{8,20}\.[^"]+?(?=")/gu),
  },
  Angular: {
    outputDirectory: "dist",
    aliases: "clean",
    isIn: ({ assetPaths, has, readText }) =>
      has(angularMain) && assetPaths.includes("index.html") && /main-[A-Z0-9]{8}\.js/u.test(readText("index.html")),
    immutable: matching(/^(?:(?:main|polyfills|styles|scripts|chunk)-[A-Z0-9]{8}\.(?:js|css)|media\/[^/]+-[A-Z0-9]{8}\.\w+)$/u),
  },
};

const reactRouterManifest = /^assets\/manifest-[0-9a-f]{8}\.js$/u;
const angularMain = /^main-[A-Z0-9]{8}\.js$/u;

/**
 * What VitePress names itself: everything in `assets/chunks`, and scripts, styles and fonts of its own. Pictures of `public/assets`
 * lie there, too, and so only those of the site's pages count whose name cannot be a word.
 */
function vitePressName(assetPath: AssetPath): boolean {
  const hash = /^assets\/(?:.*[./])?([\w-]{8})(?:\.lean)?\.(?:js|css|woff2)$/u.exec(assetPath)?.[1];
  if (hash !== undefined) return true;
  const other = /^assets\/[^/]+\.([\w-]{8})\.\w+$/u.exec(assetPath)?.[1];
  return other !== undefined && !neverHashed.test(assetPath) && /[0-9].*[A-Z]|[A-Z].*[0-9]/u.test(other);
}

/**
 * What SvelteKit's clients may ask a page's data with (its source, `load_data`): a digit for each layout and page, `1` where its loader
 * on the server is to run, before that a word for pages that end with a slash.
 */
function invalidations(text: string, assetPath: AssetPath, assetPaths: readonly AssetPath[]): readonly string[] {
  const nodes = dataNodes(text);
  const loaders = nodes.flatMap((node, index) => (node === null ? [] : [index]));
  const masks = loaders.length > maxLoaders ? suffixesOf(loaders) : subsetsOf(loaders);
  const document = assetPath.replace(/__data\.json$/u, "index.html");
  const slash = assetPaths.includes(document) ? "x-sveltekit-trailing-slash=1&" : "";
  return masks.map(
    (mask) => `${slash}x-sveltekit-invalidated=${nodes.map((_, index) => (mask.includes(index) ? 1 : 0)).join("")}`,
  );
}

/** Beyond that, the queries of one file are more than the files of a site: those go out that a visitor's click leads to. */
const maxLoaders = 4;

/** Layouts that the next page shares stay as they are; all below them are loaded. */
function suffixesOf(loaders: readonly number[]): readonly (readonly number[])[] {
  return loaders.map((_, index) => loaders.slice(index));
}

function subsetsOf(loaders: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: 2 ** loaders.length - 1 }, (_, index) =>
    loaders.filter((_loader, bit) => ((index + 1) >> bit) % 2 === 1),
  );
}

function dataNodes(text: string): readonly unknown[] {
  try {
    const data = JSON.parse(text) as { readonly nodes?: unknown };
    return Array.isArray(data.nodes) ? data.nodes : [];
  } catch {
    return [];
  }
}

function nameOf(assetPath: AssetPath): string {
  return assetPath.slice(assetPath.lastIndexOf("/") + 1);
}

/** What is known of a framework's sites before they are built. */
export function frameworkPlace(name: FrameworkName): FrameworkPlace {
  const { outputDirectory, aliases } = rows[name];
  return { outputDirectory, aliases };
}

/**
 * The framework that wrote a folder, by what lies in it, and what that tells; `undefined` where no row fits: then every name that is
 * in doubt counts as mutable.
 *
 * @param readText returns a file's text; it is asked for a few files that frameworks write, and may throw what the disk throws
 */
export function recogniseFramework(
  assetPaths: readonly AssetPath[],
  readText: (assetPath: AssetPath) => string,
): FrameworkFacts | undefined {
  const folder = folderOf(assetPaths, readText);
  const name = (Object.keys(rows) as FrameworkName[]).find((each) => rows[each].isIn(folder));
  return name === undefined ? undefined : factsOf(name, folder);
}

/** What a folder tells that is known to be written by a framework. */
export function frameworkFacts(
  name: FrameworkName,
  assetPaths: readonly AssetPath[],
  readText: (assetPath: AssetPath) => string,
): FrameworkFacts {
  return factsOf(name, folderOf(assetPaths, readText));
}

function folderOf(assetPaths: readonly AssetPath[], readText: Folder["readText"]): Folder {
  return { assetPaths, readText, has: (pattern) => assetPaths.some((assetPath) => pattern.test(assetPath)) };
}

function factsOf(name: FrameworkName, folder: Folder): FrameworkFacts {
  const { aliases, unlistedQueries, ...row } = rows[name];
  const isImmutable = row.immutable(folder);
  return {
    name,
    aliases,
    immutableNames: new Set(folder.assetPaths.filter((path) => !neverHashed.test(path) && isImmutable(path))),
    queries: row.queries?.(folder) ?? {},
    ...(unlistedQueries !== undefined && { unlistedQueries }),
  };
}
