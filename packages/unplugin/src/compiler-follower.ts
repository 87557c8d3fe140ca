import type { BuildFacts, GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import fs from "node:fs";
import { join } from "node:path";
import type { Compilation, Compiler } from "webpack";
import { type Build, createBuild, type Decision, type Purpose } from "./build-session.ts";
import { type Framework, frameworkOfWebpack, isServerOfNext } from "./framework.ts";
import { filesOutside } from "./outside-files.ts";
import { readOptions } from "./resolve-build.ts";
import type { Bundler } from "./tested-versions.ts";
import { webpackImmutableNames } from "./webpack-immutable-names.ts";

const name = "global-edge-purge";

/** What a compiler is in the build that it takes part in. */
export interface CompilerRole {
  /** Its name in the build. */
  readonly part: string;
  readonly bundler: Bundler;
  /** The build, asked for each time that the compiler runs. */
  readonly buildOf: () => Build;
  /** The stage of `done` at which the compiler counts as closed. */
  readonly lastStage: number;
  /** Belongs to the build, and is not to be purged. @default false */
  readonly isOther?: boolean;
}

/**
 * Taps what tells of a build of webpack or Rspack. `end` is called in `done`, which both wait for, when the build has
 * come to something with this compiler.
 */
export function followCompiler(
  compiler: Compiler,
  options: GlobalEdgePurgeOptions,
  { part, bundler, buildOf, lastStage, isOther = false }: CompilerRole,
  end: (decision: Decision, build: Build, compilation: Compilation) => Promise<void>,
): void {
  const diskAsWebpackSeesIt = compiler.outputFileSystem;
  let build: Build = createBuild();
  let purpose: Purpose = "site";
  let facts: BuildFacts | undefined;

  function start(startedFor: Purpose): void {
    build = buildOf();
    purpose = startedFor;
    facts = undefined;
    build.session.tell({ type: "part-started", part, purpose });
  }

  async function readFacts(compilation: Compilation): Promise<void> {
    facts = webpackBuildFacts(compiler, compilation);
    await readOptions(build, options, { part, facts, bundler, directory: compiler.outputPath });
  }

  const { hooks } = compiler;
  hooks.watchRun.tap(name, () => start("watch"));
  hooks.run.tap(name, () => start(isOther ? "server-build" : purposeOf(compiler, diskAsWebpackSeesIt)));
  hooks.make.tapPromise(name, async (compilation) => {
    if (purpose === "site") await readFacts(compilation);
  });
  hooks.emit.tap(name, () => void build.session.tell({ type: "output-started", part }));
  hooks.afterEmit.tap(name, (compilation) => {
    const directory = compilation.getPath(compiler.outputPath, {});
    const assets = compilation.getAssets();
    build.session.tell({
      type: "output-written",
      part,
      directory,
      immutableNames: webpackImmutableNames(assets),
      // Both join an absolute name to the directory, too.
      outsideFiles: filesOutside(
        directory,
        assets.map(({ name }) => join(directory, name.split("?", 1)[0] ?? name)),
      ),
    });
  });
  hooks.failed.tap(name, () => {
    build.session.tell({ type: "part-failed", part });
    build.session.tell({ type: "part-closed", part });
  });
  hooks.done.tapPromise({ name, stage: lastStage }, async (stats) => {
    const { compilation } = stats;
    // Another plugin wants all of it to be built again. Errors of this pass are not the last word either.
    if (compilation.needAdditionalPass) return void build.session.tell({ type: "part-repeated", part });
    if (stats.hasErrors()) build.session.tell({ type: "part-failed", part });
    else if (facts && facts.publicPath !== webpackBuildFacts(compiler, compilation).publicPath) {
      await readFacts(compilation);
    }
    const decision = build.session.tell({ type: "part-closed", part });
    if (decision) await end(decision, build, compilation);
  });
}

/** What webpack knows about a build. */
function webpackBuildFacts({ options, context }: Compiler, compilation: Compilation): BuildFacts {
  const { publicPath } = compilation.outputOptions;
  const data = { hash: compilation.hash ?? "hash" };
  // webpack 4 has one function for all paths.
  const old: Pick<Compilation, "getPath"> = compilation;
  return {
    // No mode is production for webpack, which says so in a warning, and for Rspack.
    mode: options.mode ?? "production",
    production: (options.mode ?? "production") === "production",
    projectDirectory: context,
    // It may be a function, or hold "[fullhash]", which is not known before the compilation is sealed: any word does
    // until then.
    publicPath:
      "getAssetPath" in compilation ? compilation.getAssetPath(publicPath, data) : old.getPath(publicPath, data),
    enabledByDefault: true,
  };
}

function purposeOf(compiler: Compiler, disk: Compiler["outputFileSystem"]): Purpose {
  const { options, outputFileSystem, outputPath } = compiler;
  // Development servers put a file system in memory in this place.
  if (outputFileSystem !== disk && outputFileSystem !== fs) return "dev";
  // Webpack 4 has none.
  const { node, web } = (options as Partial<typeof options>).externalsPresets ?? { node: options.target === "node" };
  if ((node === true && web !== true) || isServerOfNext(outputPath)) return "server-build";
  // Frameworks may build what browsers get as a library.
  if (frameworkOf(compiler)) return "framework";
  // Webpack 4 says "" for none.
  return options.output.library ? "library" : "site";
}

/** The framework that made a compiler. */
export function frameworkOf({ options, outputPath }: Compiler): Framework | undefined {
  const { alias = [] } = options.resolve;
  const aliases = Array.isArray(alias) ? alias.map((each) => each.name) : Object.keys(alias);
  return frameworkOfWebpack({ outputPath, aliases });
}
