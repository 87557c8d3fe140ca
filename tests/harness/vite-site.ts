import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { publicFiles, sourceFiles } from "./site-files.ts";
import type { SiteFiles } from "./workspace.ts";

const vite = dirname(createRequire(import.meta.url).resolve("vite/package.json"));

/** What a test says to the config of the site; it goes there as JSON in `TEST_BUILD`. */
export interface ViteBuild {
  /** Options of the plugin. @default { edgeId: 11197 } */
  readonly options?: object;
  /** Config of Vite, merged with the site's. */
  readonly config?: object;
  /** A hook in which another plugin throws; with an environment (`transform:ssr`), only there. */
  readonly failAt?: string;
}

/** Arguments for Node that run Vite's command line. */
export const viteCommand = (...args: readonly string[]): readonly string[] => [join(vite, "bin", "vite.js"), ...args];

/**
 * Arguments for Node that build with Vite's JavaScript API: what `TEST_BUILD` says, or one after another in one process what
 * `builds` say, and print for each whether it was "built" or "failed".
 */
export const viteProgram = (...builds: readonly ViteBuild[]): readonly string[] => [
  "build.js",
  ...builds.map((build) => JSON.stringify(build)),
];

export const viteSite: SiteFiles = {
  ...publicFiles,
  ...sourceFiles,
  "index.html": '<!doctype html><title>Home</title><script type="module" src="/src/main.js"></script>\n',
  "about/index.html": '<!doctype html><title>About</title><script type="module" src="/src/about.js"></script>\n',
  "package.json": '{"name":"site","private":true,"type":"module"}\n',
  "build.js": `
    import { build } from "vite";

    const builds = process.argv.slice(2);
    if (builds.length === 0) await build();
    const ends = [];
    for (const said of builds) {
      process.env.TEST_BUILD = said;
      ends.push(await build().then(() => "built", () => "failed"));
    }
    console.log("ends: " + ends);
  `,
  "vite.config.js": `
    import { existsSync, writeFileSync } from "node:fs";
    import globalEdgePurge from "@global-edge-purge/vite";
    import { mergeConfig } from "vite";

    const { options = { edgeId: 11197 }, config = {}, failAt = "" } = JSON.parse(process.env.TEST_BUILD ?? "{}");
    const [hook, environment] = failAt.split(":");
    const failing = hook && {
      name: "failing",
      [hook]() {
        if (!environment || environment === this.environment.name) throw new Error("The site fails at " + failAt);
      },
    };
    // Writes at the very end, as the plugins for service workers and compression do.
    const late = {
      name: "late",
      apply: "build",
      closeBundle: {
        order: "post",
        handler() {
          const { outDir } = this.environment.config.build;
          if (existsSync(outDir)) writeFileSync(outDir + "/late.txt", "late");
        },
      },
    };
    const site = {
      plugins: [globalEdgePurge(options), failing, late],
      build: {
        assetsInlineLimit: 0,
        rollupOptions: {
          input: ["index.html", "about/index.html"],
          output: {
            assetFileNames: ({ names: [name] }) =>
              name.endsWith(".svg") ? "img/[name][extname]" : "assets/[name]-[hash][extname]",
          },
        },
      },
    };
    export default mergeConfig(site, config);
  `,
};
