import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameworkFacts, type FrameworkName, frameworkPlace, recogniseFramework } from "./frameworks.ts";

/** A folder with names as a framework writes them: asset paths, with the text of those that are looked into. */
type Folder = Readonly<Record<string, string>>;

interface Row {
  readonly name: FrameworkName;
  /**
   * The version whose names these are like. They were written by hand, partly from its documentation; which frameworks' real folders were
   * compared, docs/hosts.md says.
   */
  readonly like: string;
  readonly immutable: Folder;
  readonly mutable: Folder;
  readonly queries?: Readonly<Record<string, readonly string[]>>;
}

const files = (...names: readonly string[]): Folder => Object.fromEntries(names.map((name) => [name, ""]));

const rows: readonly Row[] = [
  {
    name: "Astro",
    like: "7.3.5",
    immutable: files("_astro/Footer.CaPN4Jkn.css", "_astro/ClientRouter.astro_astro_type_script.DXa0Jqvm.js"),
    mutable: files("index.html", "about/index.html", "notice.txt", "sitemap-0.xml", "_astro/data.DXa0Jqvm.json"),
  },
  {
    name: "SvelteKit",
    like: "3.2.0",
    immutable: files("_app/immutable/entry/start.CDsC4gPB.js", "_app/immutable/assets/0.DT3N8Bsn.css"),
    mutable: {
      ...files("_app/version.json", "_app/env.js", "index.html", "about.html"),
      "__data.json": '{"type":"data","nodes":[{"type":"data"},null]}',
      "posts/one/__data.json": '{"type":"data","nodes":[{"type":"data"},{"type":"data"}]}',
    },
    queries: {
      "__data.json": ["x-sveltekit-trailing-slash=1&x-sveltekit-invalidated=10"],
      "posts/one/__data.json": [
        "x-sveltekit-invalidated=10",
        "x-sveltekit-invalidated=01",
        "x-sveltekit-invalidated=11",
      ],
    },
  },
  {
    name: "Nuxt",
    like: "4.5.2",
    immutable: files("_nuxt/B4PxDkM8.js", "_nuxt/error-404.Bb87HomL.css", "_nuxt/D-TlcgDc.js", "_nuxt/Aiaokmgj.js"),
    mutable: {
      ...files("_nuxt/builds/meta/6a5e8f0c-7d0e-4d43-9b4e-0b9c2f1e8d11.json", "about/_payload.json", "200.html"),
      "_nuxt/builds/latest.json": '{"id":"6a5e8f0c","timestamp":1764074000000}',
    },
    queries: { "**/_payload.json": ["_b=6a5e8f0c"] },
  },
  {
    name: "Next.js",
    like: "16.4.6",
    immutable: files(
      "_next/static/chunks/2f1f3a8c4e0d5b97.js",
      "_next/static/chunks/turbopack-7c4b1c2c5d3a9f10.js",
      "_next/static/chunks/app/layout-2f1f3a8c4e0d5b97.js",
      "_next/static/chunks/8759.bfe0364644924115.js",
      "_next/static/media/inter.0c89a48f.woff2",
    ),
    mutable: files(
      "_next/static/1/_buildManifest.js",
      "_next/static/1/_ssgManifest.js",
      "_next/static/chunks/nextra-data-en-US.json",
      "_next/static/chunks/pages/pagefind/pagefind.js",
      "about.txt",
      "about.html",
    ),
  },
  {
    name: "Next.js",
    like: "16.4.6, .next/static alone",
    immutable: files("chunks/2f1f3a8c4e0d5b97.js", "media/inter.0c89a48f.woff2"),
    mutable: files("1/_buildManifest.js", "1/_ssgManifest.js"),
  },
  {
    name: "VitePress",
    like: "1.6.4",
    immutable: files(
      "assets/app.BhQ2kX_4.js",
      "assets/about.md.Bx-Q1e9a.js",
      "assets/about.md.Bx-Q1e9a.lean.js",
      "assets/chunks/framework.CqdCyaW2.js",
      "assets/style.DP0l4xZr.css",
      "assets/picture.Dq3xP1kd.png",
    ),
    mutable: files("hashmap.json", "vp-icons.css", "assets/logo.original.png", "assets/a.react-18.js", "sitemap.xml"),
  },
  {
    name: "React Router",
    like: "8.4.0",
    immutable: {
      ...files("assets/root-DP0l4xZr.css", "assets/body-B3W2YXNL-BRVsq_Ui.js", "assets/late-CqdCyaW2.css"),
      "assets/entry.client-B1l2tT7o.js": 'import("./mermaid-871SHrja.js")',
      "assets/mermaid-871SHrja.js":
        '["assets/late-CqdCyaW2.css"];import("./body-B3W2YXNL-BRVsq_Ui.js");"/assets/script-original.js"',
      "assets/manifest-0c89a48f.js":
        'window.__reactRouterManifest={"entry":{"module":"/assets/entry.client-B1l2tT7o.js"},"routes":{"root":{"css":["/assets/root-DP0l4xZr.css"]}}};',
    },
    mutable: files(
      "index.html",
      "about.data",
      "assets/logo-original.png",
      "assets/script-original.js",
      "assets/unnamed-CqdCyaW2.js",
    ),
  },
  {
    name: "Docusaurus",
    like: "3.10.2",
    immutable: files(
      "assets/js/runtime~main.0c89a48f.js",
      "assets/js/main.2f1f3a8c.js",
      "assets/css/styles.8c4e0d5b.css",
      "assets/images/logo-0123456789abcdef0123456789abcdef.png",
    ),
    mutable: files("assets/images/logo.png", "index.html", "img/logo.svg"),
  },
  {
    name: "vike",
    like: "0.4.266",
    immutable: files(
      "assets/entries/entry-client-routing.CqdCyaW2.js",
      "assets/chunks/chunk-CXXNiE_I.js",
      "assets/static/components_footer-91fb4e69.kO4qzkJn.css",
    ),
    mutable: files("about/index.pageContext.json", "assets/logo.original.png"),
  },
  {
    name: "Storybook",
    like: "10.6.7",
    immutable: files("assets/iframe-CqdCyaW2.js"),
    mutable: files(
      "iframe.html",
      "index.json",
      "project.json",
      "sb-manager/runtime.js",
      "sb-addons/a-1/manager-bundle.js",
    ),
  },
  {
    name: "VuePress",
    like: "2.0.0-rc",
    immutable: files("assets/app-B2-Ugfy4.js", "assets/README-ydnfmqK4.js"),
    mutable: { "404.html": '<meta name="generator" content="VuePress 2.0.0-rc.26">', "assets/logo-original.png": "" },
  },
  {
    name: "Create React App",
    like: "5.0.1",
    immutable: files("static/js/main.0c89a48f.js", "static/media/logo.6ce24c58023cc2f8fd88fe9d219db6c6.svg"),
    mutable: {
      ...files("index.html", "static/js/other.0c89a48f.js"),
      "asset-manifest.json":
        '{"files":{"main.js":"/static/js/main.0c89a48f.js","logo":"/static/media/logo.6ce24c58023cc2f8fd88fe9d219db6c6.svg"},"entrypoints":[]}',
    },
  },
  {
    name: "Create React App",
    like: "3.0",
    immutable: files(
      "static/js/main.76e50262.chunk.js",
      "static/js/runtime~main.d8564588.js",
      "precache-manifest.6464c8898fb5034c5fa8d3d34e7384eb.js",
      "static/media/pficon.f907e666.ttf",
    ),
    mutable: {
      ...files("index.html", "service-worker.js", "static/media/facade.ttf", "static/media/photo.20240101.jpg"),
      "asset-manifest.json":
        '{"files":{"main.js":"./static/js/main.76e50262.chunk.js","runtime~main.js":"./static/js/runtime~main.d8564588.js","precache-manifest.6464c8898fb5034c5fa8d3d34e7384eb.js":"./precache-manifest.6464c8898fb5034c5fa8d3d34e7384eb.js"}}',
    },
  },
  {
    name: "Angular",
    like: "15, by webpack",
    immutable: files(
      "main.ca658cbfd155f6c7.js",
      "runtime.828999c99bae5129.js",
      "styles.238ba01f84dcfc41.css",
      "CarroisGothic-Regular.69e3e67889547b01.ttf",
    ),
    mutable: {
      ...files("assets/logo.69e3e67889547b01.png", "3rdpartylicenses.txt", "favicon.ico"),
      "index.html":
        '<script src="runtime.828999c99bae5129.js"></script><script src="main.ca658cbfd155f6c7.js"></script>',
    },
  },
  {
    name: "Vite",
    like: "8.3.8",
    immutable: {
      ...files("assets/index-DDBxKamc.css", "assets/Page-Bz12kIVH.css"),
      "assets/index-Bs7zcW7e.js": '__vite__mapDeps=["assets/Page-pzWGL0cK.js","assets/Page-Bz12kIVH.css"]',
      "assets/Page-pzWGL0cK.js":
        'import"./index-Bs7zcW7e.js";import(`./nix-DE_OYMMC.js`);import("./auth-provider.js");"/assets/script-original.js";"/assets/logo-Bz12kIVH.png";"/assets/api-DE_OYMMC.js"',
    },
    mutable: {
      ...files(
        "assets/script-original.js",
        "assets/logo-Bz12kIVH.png",
        "assets/unnamed-CqdCyaW2.js",
        "assets/api-DE_OYMMC.js",
        // Bundlers may be told to write names without a hash, and then import them from beside all the same.
        "assets/nix-DE_OYMMC.js",
        "assets/auth-provider.js",
        "assets/a/Page-pzWGL0cK.js",
      ),
      "index.html":
        '<script type="module" crossorigin src="/base/assets/index-Bs7zcW7e.js"></script><link rel="stylesheet" crossorigin href="/base/assets/index-DDBxKamc.css">',
    },
  },
  {
    name: "Angular",
    like: "20",
    immutable: files("main-7PXQ2YRA.js", "chunk-3ZLWQ5KD.js", "styles-5INURTSO.css", "media/logo-7PXQ2YRA.svg"),
    mutable: {
      ...files("favicon.ico", "3rdpartylicenses.txt", "ngsw.json"),
      "index.html": '<script src="main-7PXQ2YRA.js" type="module"></script>',
    },
  },
];

const read = (folder: Folder) => (assetPath: string) => folder[assetPath] ?? "";

describe.each(rows)("a folder like one of $name ($like)", ({ name, immutable, mutable, queries = {} }) => {
  const folder = { ...immutable, ...mutable };

  it("is recognised, and only the names that the framework itself speaks for are immutable", () => {
    const facts = recogniseFramework(Object.keys(folder), read(folder));
    expect(facts?.name).toBe(name);
    expect([...(facts?.immutableNames ?? [])].toSorted()).toEqual(Object.keys(immutable).toSorted());
    expect(facts?.queries).toEqual(queries);
  });

  it("tells the same in any order", () => {
    const facts = frameworkFacts(name, Object.keys(folder).toReversed(), read(folder));
    expect(facts.immutableNames).toEqual(new Set(Object.keys(immutable)));
    expect(facts.aliases).toBe(frameworkPlace(name).aliases);
  });
});

it("gives Nuxt no query where it wrote no data", () => {
  const folder = { ...files("_nuxt/B4PxDkM8.js", "index.html"), "_nuxt/builds/latest.json": '{"id":"a"}' };
  expect(recogniseFramework(Object.keys(folder), read(folder))?.queries).toEqual({});
});

describe("what is written anew in each build", () => {
  const anew = (folder: Folder) => recogniseFramework(Object.keys(folder), read(folder))?.writtenAnew;
  const kit = (version: string) => ({
    ...files("_app/immutable/a.js"),
    "_app/version.json": `{"version":"${version}"}`,
  });

  it("is what SvelteKit puts its time into, unless a version is set", () => {
    expect(anew(kit("1795906833679"))).toMatchObject({ advice: expect.stringContaining("version.name") });
    expect(anew(kit("v1.2.3"))).toBeUndefined();
    expect(anew(files("_app/immutable/a.js"))).toBeUndefined();
  });

  it("is what lies in the folder of Next.js's build id", () => {
    const { names } = anew(files("_next/static/a/_buildManifest.js")) ?? {};
    expect(names?.test("_next/static/x-Y_1/_ssgManifest.js")).toBe(true);
    expect(names?.test("_next/static/chunks/main-0c89a48f.js")).toBe(false);
  });

  it("is nothing of most frameworks", () => {
    expect(anew(files("_astro/a.js"))).toBeUndefined();
  });
});

describe("recogniseFramework", () => {
  it("finds names in a script that holds much else in no more time than reading it takes", () => {
    const folder = {
      "index.html": '<script type="module" crossorigin src="/assets/index-Bs7zcW7e.js">',
      "assets/index-Bs7zcW7e.js": `"${"a0".repeat(500_000)}";import("./Page-pzWGL0cK.js")`,
      "assets/Page-pzWGL0cK.js": "",
    };
    const facts = recogniseFramework(Object.keys(folder), read(folder));
    expect(facts?.immutableNames).toEqual(new Set(["assets/index-Bs7zcW7e.js", "assets/Page-pzWGL0cK.js"]));
  });

  it.each([
    ["an empty folder", {}],
    ["Vite's", files("index.html", "assets/index-CqdCyaW2.js", "assets/logo-CqdCyaW2.png")],
    ["webpack's", files("index.html", "main.0c89a48f.js")],
    ["a hand-made one", files("index.html", "app/version.json", "nuxt/a.js", "main-page.js", "asset-manifest.txt")],
  ])("knows none in %s", (_what, folder) => {
    expect(recogniseFramework(Object.keys(folder), read(folder))).toBeUndefined();
  });

  it("takes no document and no data for immutable, wherever it lies", () => {
    const marks = rows.map(({ immutable, mutable }) => ({ ...immutable, ...mutable }));
    const names = fc.tuple(
      fc.constantFrom("_astro/", "_app/immutable/", "_nuxt/", "_next/static/chunks/", "assets/", "assets/js/", ""),
      fc.stringMatching(/^[\w-]{1,12}(?:\.[\w-]{8})?$/u),
      fc.constantFrom(".html", ".json", ".txt", ".xml", ".htm"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...marks), names, (folder, [place, stem, extension]) => {
        const name = `${place}${stem}${extension}`;
        const facts = recogniseFramework([...Object.keys(folder), name], read(folder));
        expect(facts?.immutableNames.has(name)).toBe(false);
      }),
    );
  });
});
