import { argumentsOf, type Exiting, explicitOptions, failFunction, type Host, programOf } from "./host.ts";
import { publicFiles, sourceFiles } from "./site-files.ts";
import type { SiteFiles } from "./workspace.ts";

/** What a test says to the program that builds the site. */
export interface EsbuildBuild extends Exiting {
  /** Options of the plugin. @default explicitOptions */
  readonly options?: object;
  /** Options of esbuild, merged with the site's. */
  readonly config?: object;
  /** A hook in which another plugin throws, or reports an error (`onEnd:error`). */
  readonly failAt?: string;
  /** Builds several folders one after another, each with options of its own. @default [{ folder: "dist" }] */
  readonly folders?: readonly { readonly folder: string; readonly options?: object; readonly config?: object }[];
  /** Leaves all other plugins out: there are no pages then, and no public files. */
  readonly isAlone?: boolean;
  /** Builds again in the same context, with this in a public file. */
  readonly rebuilt?: string;
}

/** What a test says to the program that starts a context, and stays until it gets SIGTERM. */
export interface EsbuildContext extends Pick<EsbuildBuild, "options"> {
  /** Which of `watch()` and `serve()` it calls, in this order. */
  readonly calls: readonly ("watch" | "serve")[];
}

const configOf = `
  ${failFunction}
  function configOf({ options = ${JSON.stringify(explicitOptions)}, config = {}, failAt = "", exits, isAlone }, folder) {
    const [hook, kind] = failAt.split(":");
    const failHere = () => {
      if (kind === "error") return { errors: [{ text: "The site fails at " + failAt }] };
      fail(failAt, exits);
    };
    const failing = {
      name: "failing",
      setup(build) {
        if (hook === "onLoad") build.onLoad({ filter: /later/ }, failHere);
        else if (hook) build[hook](failHere);
      },
    };
    const pages = {
      name: "pages",
      setup(build) {
        build.onStart(() => fs.rmSync(folder, { recursive: true, force: true }));
        build.onEnd(({ metafile, errors }) => {
          if (errors.length > 0 || build.initialOptions.write === false) return;
          const files = Object.keys(metafile.outputs).map((file) => path.posix.relative(folder, file)).sort();
          fs.cpSync("public", folder, { recursive: true });
          fs.mkdirSync(folder + "/about", { recursive: true });
          fs.writeFileSync(folder + "/index.html", files.map((file) => "<link href=/" + file + ">").join(""));
          fs.writeFileSync(folder + "/about/index.html", "<title>About</title>");
          fs.writeFileSync(folder + "/late.txt", "late");
        });
      },
    };
    return {
      entryPoints: { main: "src/main.js", about: "src/about.js" },
      bundle: true,
      format: "esm",
      splitting: true,
      outdir: folder,
      entryNames: "js/[name]-[hash]",
      chunkNames: "js/[name]-[hash]",
      assetNames: "img/[name]",
      loader: { ".svg": "file" },
      logLevel: "info",
      ...config,
      plugins: isAlone ? [globalEdgePurge(options)] : [globalEdgePurge(options), pages, failing],
    };
  }
`;

const build = `
  async function build() {
    const { folders = [{ folder: "dist" }], rebuilt, ...said } = JSON.parse(process.env.TEST_BUILD ?? "{}");
    for (const { folder, ...its } of folders) {
      const config = configOf({ ...said, ...its }, folder);
      if (rebuilt === undefined) await esbuild.build(config);
      else {
        const context = await esbuild.context(config);
        try {
          await context.rebuild();
          fs.writeFileSync("public/robots.txt", rebuilt);
          await context.rebuild();
        } finally {
          await context.dispose();
        }
      }
    }
  }
`;

const stay = `
  const { calls, ...said } = JSON.parse(process.env.TEST_BUILD);
  const context = await esbuild.context(configOf(said, "dist"));
  for (const call of calls) {
    await context[call](call === "serve" ? { servedir: "dist", host: "127.0.0.1", port: 0 } : {});
  }
  // Killed while it builds, it would leave esbuild's own process behind.
  process.once("SIGTERM", () => context.dispose());
`;

const imports = `
  import fs from "node:fs";
  import path from "node:path";
  import * as esbuild from "esbuild";
  import { globalEdgePurge } from "@global-edge-purge/unplugin/esbuild";
`;

const site: SiteFiles = {
  ...publicFiles,
  ...sourceFiles,
  "package.json": '{"name":"site","private":true,"type":"module"}\n',
  "once.js": `${imports}${configOf}${build}await build();\n`,
  "stay.js": `${imports}${configOf}${stay}`,
  "build.js": programOf(imports, configOf + build),
};

export const esbuildHost: Host = {
  package: "esbuild",
  packages: { esbuild: "esbuild" },
  site,
  options: explicitOptions,
  command: ["once.js"],
  refusalCode: 1,
  program: (...builds) => ["build.js", ...argumentsOf(builds)],
};
