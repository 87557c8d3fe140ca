import { join } from "node:path";
import { argumentsOf, type Exiting, explicitOptions, failFunction, type Host, programOf } from "./host.ts";
import { publicFiles, sourceFiles } from "./site-files.ts";
import { folderOf, type SiteFiles } from "./workspace.ts";

/** What a test says to the config of the site. */
export interface RollupBuild extends Exiting {
  /** Options of the plugin. @default explicitOptions */
  readonly options?: object;
  /** Outputs of the config, each merged with the site's. @default [{ dir: "dist" }] */
  readonly outputs?: readonly object[];
  /** A hook in which another plugin throws, as late as it can. */
  readonly failAt?: string;
  /** Another plugin puts a file into the bundle that lies outside the output directory. */
  readonly hasOutside?: boolean;
  /** Lists our plugin first. @default false */
  readonly isFirst?: boolean;
  /** Builds a list of two configs, the second of a missing module where it is "broken". */
  readonly list?: "good" | "broken";
}

function siteOf(bundler: string): SiteFiles {
  return {
    ...publicFiles,
    ...sourceFiles,
    "package.json": '{"name":"site","private":true,"type":"module"}\n',
    // As the command lines do it: one config after another.
    "build.js": programOf(
      `import { ${bundler} } from "${bundler}";
      import config from "./${bundler}.config.js";`,
      `async function build() {
        for (const { output, ...input } of [await config()].flat()) {
          const bundle = await ${bundler}(input);
          try {
            for (const each of output) await bundle.write(each);
          } finally {
            await bundle.close();
          }
        }
      }`,
    ),
    [`${bundler}.config.js`]: `
      import fs from "node:fs";
      import path from "node:path";
      import { globalEdgePurge } from "@global-edge-purge/unplugin/${bundler}";

      // Stylesheets, images, public files and pages, as plugins emit them.
      const pages = {
        name: "pages",
        load(id) {
          if (id.endsWith(".css")) {
            this.emitFile({ type: "asset", name: "style.css", source: fs.readFileSync(id) });
            return { code: "", moduleSideEffects: true, moduleType: "js" };
          }
          if (id.endsWith(".svg")) {
            this.emitFile({ type: "asset", fileName: "img/logo.svg", source: fs.readFileSync(id) });
            return { code: 'export default "/img/logo.svg";', moduleType: "js" };
          }
        },
        generateBundle(_, bundle) {
          const links = Object.keys(bundle).sort().map((file) => "<link href=/" + file + ">").join("");
          const emit = (fileName, source) => this.emitFile({ type: "asset", fileName, source });
          emit("index.html", "<!doctype html>" + links);
          emit("about/index.html", "<!doctype html><title>About</title>");
          for (const name of fs.readdirSync("public", { recursive: true })) {
            const file = path.join("public", name);
            if (fs.statSync(file).isFile()) emit(name.split(path.sep).join("/"), fs.readFileSync(file));
          }
        },
        // Writes at the very end, as some plugins do.
        closeBundle: {
          order: "post",
          handler() {
            if (fs.existsSync("dist")) fs.writeFileSync("dist/late.txt", "late");
          },
        },
      };

      ${failFunction}
      export default () => {
        fs.rmSync("dist", { recursive: true, force: true });
        const said = JSON.parse(process.env.TEST_BUILD ?? "{}");
        const { options = ${JSON.stringify(explicitOptions)}, outputs = [{}], failAt, exits, isFirst, list, hasOutside } = said;
        const failing = failAt && {
          name: "failing",
          [failAt]: {
            order: "post",
            handler() {
              fail(failAt, exits);
            },
          },
        };
        const outside = hasOutside && {
          name: "outside",
          generateBundle() {
            this.emitFile({ type: "asset", fileName: "../outside.html", source: "outside" });
          },
        };
        const ours = globalEdgePurge(options);
        const config = {
          input: { main: "src/main.js", about: "src/about.js" },
          output: outputs.map((output) => ({
            dir: "dist",
            entryFileNames: "js/[name]-[hash].js",
            chunkFileNames: "js/[name]-[hash].js",
            ...output,
          })),
          plugins: isFirst ? [ours, pages, failing] : [pages, outside, failing, ours],
        };
        const second = (input) => ({
          input,
          output: [{ dir: "other", entryFileNames: "other.js" }],
          plugins: [globalEdgePurge({ ...options, baseline: "other.json" })],
        });
        if (list === undefined) return config;
        return [config, second(list === "good" ? "src/later.js" : "src/missing.js")];
      };
    `,
  };
}

/** Rollup or Rolldown. */
export function rollupHost(bundler: "rollup" | "rolldown"): Host {
  return {
    package: bundler,
    packages: { [bundler]: bundler },
    site: siteOf(bundler),
    options: explicitOptions,
    command: rollupCommand(bundler),
    watch: { command: rollupCommand(bundler, "--watch"), built: bundler === "rollup" ? "created dist" : "Rebuilt" },
    refusalCode: 1,
    program: (...builds) => ["build.js", ...argumentsOf(builds)],
  };
}

/** Arguments for Node that run the command line. */
function rollupCommand(bundler: "rollup" | "rolldown", ...args: readonly string[]): readonly string[] {
  const bin = bundler === "rollup" ? ["dist", "bin", "rollup"] : ["bin", "cli.mjs"];
  return [join(folderOf(bundler), ...bin), "-c", `${bundler}.config.js`, ...args];
}
