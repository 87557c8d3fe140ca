import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { argumentsOf, type Exiting, failFunction, type Host, leastOptions, programOf } from "./host.ts";
import { publicFiles, sourceFiles } from "./site-files.ts";
import { folderOf, type SiteFiles } from "./workspace.ts";

/** What a test says to the config of the site. */
export interface ViteBuild extends Exiting {
  /** Options of the plugin. @default { edgeId: 11197 } */
  readonly options?: object;
  /** Config of Vite, merged with the site's. */
  readonly config?: object;
  /** A hook in which another plugin throws; with an environment (`transform:ssr`), only there. */
  readonly failAt?: string;
  /** Names of plugins that do nothing. */
  readonly plugins?: readonly string[];
}

/** Vite in one of its majors: the package of the tests with that name. */
export function viteHost(name: "vite" | "vite7" | "vite6" | "vite5"): Host {
  return {
    package: name,
    packages: { vite: name },
    site,
    options: leastOptions,
    command: viteCommand(name, "build"),
    watch: { command: viteCommand(name, "build"), said: { config: { build: { watch: {} } } }, built: "built in" },
    refusalCode: 1,
    program: (...builds) => ["build.js", ...argumentsOf(builds)],
  };
}

/** Arguments for Node that run Vite's command line. */
export const viteCommand = (name: string, ...args: readonly string[]): readonly string[] => [
  join(folderOf(name), "bin", "vite.js"),
  ...args,
];

/** Arguments for Node that start a server of Vite's command line. Before Vite 8, port 0 means 5173. */
export const viteServerCommand = async (name: string, ...args: readonly string[]): Promise<readonly string[]> =>
  viteCommand(name, ...args, "--host", "127.0.0.1", "--port", String(await freePort()));

const site: SiteFiles = {
  ...publicFiles,
  ...sourceFiles,
  "index.html": '<!doctype html><title>Home</title><script type="module" src="/src/main.js"></script>\n',
  "about/index.html": '<!doctype html><title>About</title><script type="module" src="/src/about.js"></script>\n',
  "package.json": '{"name":"site","private":true,"type":"module"}\n',
  "build.js": programOf('import { build } from "vite";', ""),
  "vite.config.js": `
    import { existsSync, writeFileSync } from "node:fs";
    import globalEdgePurge from "@global-edge-purge/vite";
    import { mergeConfig } from "vite";

    ${failFunction}
    const said = JSON.parse(process.env.TEST_BUILD ?? "{}");
    const { options = { edgeId: 11197 }, config = {}, failAt = "", exits, plugins = [] } = said;
    const [hook, environment] = failAt.split(":");
    const failing = hook && {
      name: "failing",
      [hook]() {
        if (!environment || environment === this.environment.name) fail(failAt, exits);
      },
    };
    // Writes at the very end, as the plugins for service workers and compression do.
    let soleOutDir;
    const late = {
      name: "late",
      apply: "build",
      configResolved({ build }) {
        soleOutDir = build.outDir;
      },
      closeBundle: {
        order: "post",
        handler() {
          const outDir = this.environment?.config.build.outDir ?? soleOutDir;
          if (existsSync(outDir)) writeFileSync(outDir + "/late.txt", "late");
        },
      },
    };
    const site = {
      plugins: [globalEdgePurge(options), failing, late, plugins.map((name) => ({ name }))],
      build: {
        assetsInlineLimit: 0,
        rollupOptions: {
          input: ["index.html", "about/index.html"],
          output: {
            // Vite 5 asks with one name.
            assetFileNames: ({ name: sole, names: [name] = [sole] }) =>
              name.endsWith(".svg") ? "img/[name][extname]" : "assets/[name]-[hash][extname]",
          },
        },
      },
    };
    export default mergeConfig(site, config);
  `,
};
