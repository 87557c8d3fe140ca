import { argumentsOf, explicitOptions, type Host, programOf } from "./host.ts";
import { publicFiles, sourceFiles } from "./site-files.ts";
import type { SiteFiles } from "./workspace.ts";

/** What a test says to the program that builds the site. */
export interface EsbuildBuild {
  /** Options of the plugin. @default explicitOptions */
  readonly options?: object;
  /** Options of esbuild, merged with the site's. */
  readonly config?: object;
  /** A hook in which another plugin throws, or reports an error (`onEnd:error`). */
  readonly failAt?: string;
  /** Builds two folders one after another. */
  readonly folders?: readonly string[];
  /** Builds again in the same context, with this in a public file. */
  readonly rebuilt?: string;
}

const build = `
  async function build() {
    const said = JSON.parse(process.env.TEST_BUILD ?? "{}");
    const { options = ${JSON.stringify(explicitOptions)}, config = {}, failAt = "", folders = ["dist"], rebuilt } = said;
    const [hook, kind] = failAt.split(":");
    const fail = () => {
      if (kind === "error") return { errors: [{ text: "The site fails at " + failAt }] };
      throw new Error("The site fails at " + failAt);
    };
    const failing = {
      name: "failing",
      setup(build) {
        if (hook === "onLoad") build.onLoad({ filter: /later/ }, fail);
        else if (hook) build[hook](fail);
      },
    };
    const pages = (folder) => ({
      name: "pages",
      setup(build) {
        build.onStart(() => fs.rmSync(folder, { recursive: true, force: true }));
        build.onEnd(({ metafile, errors }) => {
          if (errors.length > 0 || build.initialOptions.write === false) return;
          const files = Object.keys(metafile.outputs).sort();
          fs.cpSync("public", folder, { recursive: true });
          fs.mkdirSync(folder + "/about", { recursive: true });
          fs.writeFileSync(folder + "/index.html", files.map((file) => "<link href=/" + file + ">").join(""));
          fs.writeFileSync(folder + "/about/index.html", "<title>About</title>");
          fs.writeFileSync(folder + "/late.txt", "late");
        });
      },
    });
    for (const folder of folders) {
      const base = {
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
        plugins: [globalEdgePurge(options), pages(folder), failing],
      };
      if (rebuilt === undefined) await esbuild.build(base);
      else {
        const context = await esbuild.context(base);
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

const imports = `
  import fs from "node:fs";
  import * as esbuild from "esbuild";
  import { globalEdgePurge } from "@global-edge-purge/unplugin/esbuild";
`;

const site: SiteFiles = {
  ...publicFiles,
  ...sourceFiles,
  "package.json": '{"name":"site","private":true,"type":"module"}\n',
  "once.js": `${imports}${build}await build();\n`,
  "build.js": programOf(imports, build),
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
