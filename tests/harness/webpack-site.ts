import { join } from "node:path";
import { argumentsOf, type Exiting, failFunction, type Host, leastOptions, programOf, versionOf } from "./host.ts";
import { publicFiles, sourceFiles } from "./site-files.ts";
import { folderOf, type SiteFiles } from "./workspace.ts";

/** What a test says to the config of the site. */
export interface WebpackBuild extends Exiting {
  /** Options of the plugin. @default { edgeId: 11197 } */
  readonly options?: object;
  /** Configs, each merged with the site's; with several, a list is built. `plugin: false` leaves our plugin out. */
  readonly configs?: readonly object[];
  /** A hook of the compiler in which another plugin throws, or adds an error (`emit:error`). */
  readonly failAt?: string;
  /** Builds into memory. */
  readonly memory?: boolean;
  /** What stands before the names of pages and public files, from the output directory. @default "" */
  readonly pagesAt?: string;
  /** Another plugin has each compiler build in so many passes, and writes `pass.txt`; for each, whether it ends without errors. */
  readonly passes?: readonly boolean[];
  /** An entry that a child compiler builds as `js/child.js`, as plugins build pages and workers. */
  readonly child?: string;
}

/** The text of a class of a plugin: it asks for as many passes as it is given, and is loaded by configs of Rsbuild, too. */
export const passesPlugin = `
    class Passes {
      constructor(passes) {
        this.passes = passes;
      }
      apply(compiler) {
        const { sources } = compiler.webpack ?? compiler.rspack;
        let done = 0;
        compiler.hooks.thisCompilation.tap("Passes", (compilation) => {
          done += 1;
          const isGood = this.passes[done - 1];
          compilation.hooks.needAdditionalPass.tap("Passes", () => done < this.passes.length || undefined);
          compilation.hooks.processAssets.tap("Passes", () => {
            compilation.emitAsset("pass.txt", new sources.RawSource("pass " + done));
            if (!isGood) compilation.errors.push(new Error("The site fails in pass " + done));
          });
        });
      }
    }`;

export const webpackHost: Host = {
  package: "webpack",
  packages: { webpack: "webpack" },
  site: siteOf("webpack", '({ GlobalEdgePurgePlugin: createPlugin } = require("@global-edge-purge/webpack"));'),
  options: leastOptions,
  command: webpackCommand(),
  watch: { command: webpackCommand("--watch"), built: "compiled successfully" },
  refusalCode: 2,
  program: (...builds) => ["build.mjs", ...argumentsOf(builds)],
};

export const rspackHost: Host = {
  package: "@rspack/core",
  packages: { "@rspack/core": "@rspack/core" },
  site: siteOf("@rspack/core", '({ globalEdgePurge: createPlugin } = require("@global-edge-purge/unplugin/rspack"));'),
  options: leastOptions,
  command: rspackCommand(),
  watch: { command: rspackCommand("--watch"), built: "compiled successfully" },
  refusalCode: 2,
  program: (...builds) => ["build.mjs", ...argumentsOf(builds)],
};

/** Arguments for Node that run webpack's command line. */
function webpackCommand(...args: readonly string[]): readonly string[] {
  return [join(folderOf("webpack-cli"), "bin", "cli.js"), ...args, "--stats=errors-warnings"];
}

/** Arguments for Node that run Rspack's command line. */
function rspackCommand(...args: readonly string[]): readonly string[] {
  return [join(folderOf("@rspack/cli"), "bin", "rspack.js"), "build", "--config", "webpack.config.cjs", ...args];
}

/** Any port that the system chooses, of this machine only. */
const anyPort = ["--host", "127.0.0.1", "--port", "0"];

/** What starts a dev server, by the folder of the packages that it needs beside the compiler: `packages`. */
export interface DevServer {
  readonly packages: readonly string[];
  start(folder: string): { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv };
}

/** The last major that Node 20 can run. */
export const webpackDevServer: DevServer = {
  packages: ["webpack-dev-server@5.2.7"],
  start: (folder) => ({
    args: webpackCommand("serve", ...anyPort),
    env: { WEBPACK_DEV_SERVER_PACKAGE: join(folder, "webpack-dev-server") },
  }),
};

/** Rspack's command line looks for its dev server beside itself. */
export const rspackDevServer: DevServer = {
  packages: [`@rspack/cli@${versionOf("@rspack/cli")}`, "@rspack/dev-server@2.2.2"],
  start: (folder) => ({
    args: [join(folder, "@rspack/cli", "bin", "rspack.js"), "dev", "--config", "webpack.config.cjs", ...anyPort],
    env: {},
  }),
};

function siteOf(packageName: string, importPlugin: string): SiteFiles {
  return {
    ...publicFiles,
    ...sourceFiles,
    "package.json": '{"name":"site","private":true}\n',
    "build.mjs": programOf(
      `import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      const loaded = require("${packageName}");
      const bundler = loaded.rspack ?? loaded;`,
      `function build() {
        delete require.cache[require.resolve("./webpack.config.cjs")];
        const compiler = bundler(require("./webpack.config.cjs"));
        if (JSON.parse(process.env.TEST_BUILD).memory) compiler.outputFileSystem = { ...compiler.outputFileSystem };
        return new Promise((resolve, reject) => {
          compiler.run((error, stats) => {
            compiler.close(() => {
              if (error || stats.hasErrors()) return reject(error ?? new Error(stats.toString("errors-only")));
              console.log(stats.toString("errors-warnings"));
              resolve();
            });
          });
        });
      }`,
    ),
    "webpack.config.cjs": `
    const fs = require("node:fs");
    const path = require("node:path");
    const isRspack = ${packageName !== "webpack"};
    let createPlugin;
    ${importPlugin}

    const { options = { edgeId: 11197 }, configs = [{}], failAt = "", exits, child, passes, pagesAt = "" } = JSON.parse(process.env.TEST_BUILD ?? "{}");
    const [failingHook, kind] = failAt.split(":");

    ${failFunction}

    class Failing {
      apply({ hooks }) {
        hooks[failingHook].tapPromise("Failing", async (subject) => {
          if (kind === "error") (subject.compilation ?? subject).errors.push(new Error("The site fails at " + failAt));
          else fail(failAt, exits);
        });
      }
    }

    class Child {
      apply({ context, webpack, hooks }) {
        hooks.make.tapAsync("Child", (compilation, callback) => {
          const entry = new webpack.EntryPlugin(context, child, { name: "child" });
          compilation.createChildCompiler("child", { filename: "js/child.js" }, [entry]).runAsChild(callback);
        });
      }
    }

    ${passesPlugin}

    // The public files and the pages, as the plugins that copy files and write HTML emit them.
    class Pages {
      apply(compiler) {
        const { Compilation, sources } = compiler.webpack;
        compiler.hooks.thisCompilation.tap("Pages", (compilation) => {
          const emit = (name, text) => compilation.emitAsset(pagesAt + name, new sources.RawSource(text));
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
      context: __dirname,
      entry: { main: "./src/main.js", about: "./src/about.js" },
      ...(isRspack ? {} : { experiments: { css: true } }),
      optimization: { minimize: false, chunkIds: "named" },
      module: { rules: [{ test: /\\.svg$/, type: "asset/resource" }, isRspack && { test: /\\.css$/, type: "css/auto" }] },
      ...config,
      // JSON has no undefined.
      mode: config.mode === null ? undefined : (config.mode ?? "production"),
      output: {
        path: path.join(__dirname, output?.path ?? "dist"),
        publicPath: "/",
        filename: "js/[name].[contenthash].js",
        cssFilename: "css/[name].[contenthash].css",
        assetModuleFilename: "img/[name][ext]",
        clean: true,
        ...output,
        ...(output?.path && { path: path.join(__dirname, output.path) }),
        // JSON has no functions.
        ...(output?.publicPath?.startsWith("function:") && { publicPath: () => output.publicPath.slice("function:".length) }),
      },
      plugins: [plugin && createPlugin(options), failAt && new Failing(), passes && new Passes(passes), child && new Child(), new Pages()],
    }));
    module.exports = list.length === 1 ? list[0] : list;
  `,
  };
}
