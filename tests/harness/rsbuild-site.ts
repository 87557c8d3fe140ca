import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { argumentsOf, type Exiting, failFunction, type Host, leastOptions, programOf } from "./host.ts";
import { publicFiles, sourceFiles } from "./site-files.ts";
import { passesPlugin } from "./webpack-site.ts";
import { folderOf, type SiteFiles } from "./workspace.ts";

/** What a test says to the config of the site. */
export interface RsbuildBuild extends Exiting {
  /** Options of the plugin. @default { edgeId: 11197 } */
  readonly options?: object;
  /** Config of Rsbuild, merged with the site's. */
  readonly config?: object;
  /** Options of the plugin for each environment that lists it itself; the config as a whole does not list it then. */
  readonly scoped?: Readonly<Record<string, object>>;
  /** A hook of Rsbuild in which another plugin throws, or of its compilers (`compiler:emit`). */
  readonly failAt?: string;
  /** What stands before the names of pages, from the output directory. @default "" */
  readonly pagesAt?: string;
  /** Another plugin has the first compiler build in so many passes, and writes `pass.txt`; for each, whether it ends without errors. */
  readonly passes?: readonly boolean[];
}

const site: SiteFiles = {
  ...publicFiles,
  ...sourceFiles,
  "page.html": "<!doctype html><title>Page</title>\n",
  "package.json": '{"name":"site","private":true,"type":"module"}\n',
  "build.js": programOf(
    'import { createRsbuild, loadConfig } from "@rsbuild/core";',
    `async function build() {
      const { content } = await loadConfig({ path: "rsbuild.config.mjs", configLoader: "native" });
      const rsbuild = await createRsbuild({ config: content });
      const { close } = await rsbuild.build();
      await close();
    }`,
  ),
  "rsbuild.config.mjs": `
    import { existsSync, writeFileSync } from "node:fs";
    import { globalEdgePurge } from "@global-edge-purge/unplugin/rsbuild";
    import { defineConfig, mergeRsbuildConfig } from "@rsbuild/core";

    ${failFunction}
    ${passesPlugin}

    export default defineConfig(() => {
      const { options = { edgeId: 11197 }, config = {}, scoped, failAt = "", exits, passes, pagesAt = "" } = JSON.parse(process.env.TEST_BUILD ?? "{}");
      const environments = Object.entries(scoped ?? {}).map(([name, its]) => [name, { plugins: [globalEdgePurge(its)] }]);
      const failHere = () => fail(failAt, exits);
      const failing = {
        name: "failing",
        setup(api) {
          const [hook, compilerHook] = failAt.split(":");
          if (hook && !compilerHook) api[hook](failHere);
          api.onAfterCreateCompiler(({ compiler }) => {
            if (passes) new Passes(passes).apply((compiler.compilers ?? [compiler])[0]);
            for (const { hooks } of compiler.compilers ?? [compiler]) {
              if (compilerHook) hooks[compilerHook].tap("failing", failHere);
            }
          });
        },
      };
      // Writes at the very end, as some plugins do.
      const late = {
        name: "late",
        setup(api) {
          api.onAfterBuild(({ environments: { web } }) => {
            if (web && existsSync(web.distPath)) writeFileSync(web.distPath + "/late.txt", "late");
          });
        },
      };
      const site = {
        plugins: [!scoped && globalEdgePurge(options), failing, late],
        ...(scoped && { environments: Object.fromEntries(environments) }),
        source: { entry: { main: "./src/main.js", about: "./src/about.js" } },
        html: { template: "page.html" },
        output: { filename: { svg: "[name].svg" }, distPath: { svg: "img" }, dataUriLimit: 0, minify: false },
        performance: { printFileSize: false },
        tools: { htmlPlugin: (html, { entryName }) => void (html.filename = pagesAt + (entryName === "main" ? "index.html" : "about/index.html")) },
      };
      return mergeRsbuildConfig(site, config);
    });
  `,
};

/** Arguments for Node that run Rsbuild's command line. */
const rsbuildCommand = (...args: readonly string[]): readonly string[] => [
  join(folderOf("@rsbuild/core"), "bin", "rsbuild.js"),
  ...args,
  "--config-loader",
  "native",
];

/** Arguments for Node that start a server of Rsbuild's command line. */
export const rsbuildServerCommand = async (...args: readonly string[]): Promise<readonly string[]> =>
  rsbuildCommand(...args, "--host", "127.0.0.1", "--port", String(await freePort()));

export const rsbuildHost: Host = {
  package: "@rsbuild/core",
  packages: { "@rsbuild/core": "@rsbuild/core" },
  site,
  options: leastOptions,
  command: rsbuildCommand("build"),
  watch: { command: rsbuildCommand("build", "--watch"), built: "built in" },
  refusalCode: 1,
  program: (...builds) => ["build.js", ...argumentsOf(builds)],
};
