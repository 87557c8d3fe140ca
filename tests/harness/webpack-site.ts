import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { publicFiles, sourceFiles } from "./site-files.ts";
import type { SiteFiles } from "./workspace.ts";

const cli = dirname(createRequire(import.meta.url).resolve("webpack-cli/package.json"));

/** What a test says to the config of the site; it goes there as JSON in `TEST_BUILD`. */
export interface WebpackBuild {
  /** Options of the plugin. @default { edgeId: 11197 } */
  readonly options?: object;
  /** Configs, each merged with the site's; with several, webpack builds a list. `plugin: false` leaves our plugin out. */
  readonly configs?: readonly object[];
  /** A hook of the compiler in which another plugin throws, or adds an error (`emit:error`). */
  readonly failAt?: string;
}

/** Arguments for Node that run webpack's command line. */
export const webpackCommand = (...args: readonly string[]): readonly string[] => [
  join(cli, "bin", "cli.js"),
  "--stats=errors-warnings",
  ...args,
];

/**
 * Arguments for Node that build with webpack's JavaScript API: what `TEST_BUILD` says, or one after another in one process what
 * `builds` say, and print for each whether it was "built" or "failed".
 */
export const webpackProgram = (...builds: readonly WebpackBuild[]): readonly string[] => [
  "build.cjs",
  ...builds.map((build) => JSON.stringify(build)),
];

export const webpackSite: SiteFiles = {
  ...publicFiles,
  ...sourceFiles,
  "package.json": '{"name":"site","private":true}\n',
  "build.cjs": `
    const webpack = require("webpack");

    function build() {
      delete require.cache[require.resolve("./webpack.config.cjs")];
      const compiler = webpack(require("./webpack.config.cjs"));
      if (process.env.TEST_MEMORY) compiler.outputFileSystem = { ...compiler.outputFileSystem };
      return new Promise((resolve, reject) => {
        compiler.run((error, stats) => {
          compiler.close(() => {
            if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString("errors-only")));
            else resolve();
          });
        });
      });
    }

    async function run(builds) {
      if (builds.length === 0) await build();
      const ends = [];
      for (const said of builds) {
        process.env.TEST_BUILD = said;
        ends.push(await build().then(() => "built", () => "failed"));
      }
      console.log("ends: " + ends);
    }

    void run(process.argv.slice(2));
  `,
  "webpack.config.cjs": `
    const fs = require("node:fs");
    const path = require("node:path");
    const { GlobalEdgePurgePlugin } = require("@global-edge-purge/webpack");

    const { options = { edgeId: 11197 }, configs = [{}], failAt = "" } = JSON.parse(process.env.TEST_BUILD ?? "{}");
    const [failingHook, kind] = failAt.split(":");

    class Failing {
      apply({ hooks }) {
        hooks[failingHook].tapPromise("Failing", async (subject) => {
          const error = new Error("The site fails at " + failAt);
          if (kind === "error") (subject.compilation ?? subject).errors.push(error);
          else throw error;
        });
      }
    }

    // The public files and the pages, as the plugins that copy files and write HTML emit them.
    class Pages {
      apply(compiler) {
        const { Compilation, sources } = compiler.webpack;
        compiler.hooks.thisCompilation.tap("Pages", (compilation) => {
          const emit = (name, text) => compilation.emitAsset(name, new sources.RawSource(text));
          compilation.hooks.processAssets.tap({ name: "Pages", stage: Compilation.PROCESS_ASSETS_STAGE_REPORT }, () => {
            for (const name of fs.readdirSync("public", { recursive: true })) {
              const file = path.join("public", name);
              if (fs.statSync(file).isFile()) emit(name.split(path.sep).join("/"), fs.readFileSync(file));
            }
            for (const [page, { files }] of Object.entries({ "index.html": "main", "about/index.html": "about" })
              .map(([page, entry]) => [page, compilation.entrypoints.get(entry)?.getEntrypointChunk()])
              .filter(([, chunk]) => chunk)) {
              emit(page, "<!doctype html>" + [...files].sort().map((file) => "<link href=/" + file + ">").join(""));
            }
          });
        });
        // Writes at the very end, as some plugins do.
        compiler.hooks.done.tapPromise("Pages", async () => {
          if (fs.existsSync(compiler.outputPath)) fs.writeFileSync(path.join(compiler.outputPath, "late.txt"), "late");
        });
      }
    }

    const list = configs.map(({ plugin = true, output, ...config }) => ({
      mode: "production",
      context: __dirname,
      entry: { main: "./src/main.js", about: "./src/about.js" },
      experiments: { css: true },
      optimization: { minimize: false, chunkIds: "named" },
      module: { rules: [{ test: /\\.svg$/, type: "asset/resource" }] },
      ...config,
      output: {
        path: path.join(__dirname, output?.path ?? "dist"),
        publicPath: "/",
        filename: "js/[name].[contenthash].js",
        cssFilename: "css/[name].[contenthash].css",
        assetModuleFilename: "img/[name][ext]",
        clean: true,
        ...output,
        ...(output?.path && { path: path.join(__dirname, output.path) }),
      },
      plugins: [plugin && new GlobalEdgePurgePlugin(options), failAt && new Failing(), new Pages()],
    }));
    module.exports = list.length === 1 ? list[0] : list;
  `,
};
