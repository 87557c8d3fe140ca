import type { BuildFacts, GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import fs from "node:fs";
import { createUnplugin } from "unplugin";
import type { Compilation, Compiler } from "webpack";
import { type Build, createBuild } from "./build.ts";
import type { Purpose } from "./build-session.ts";
import { buildOf, joinGroup, lacksSiblings } from "./compiler-group.ts";
import { endBuild } from "./end-build.ts";
import { resolveBuild } from "./resolve-build.ts";
import { webpackBuildFacts } from "./webpack-build-facts.ts";
import { webpackImmutableNames } from "./webpack-immutable-names.ts";

const name = "global-edge-purge";

const unplugin = createUnplugin<GlobalEdgePurgeOptions, false>((options) => ({
  name,
  webpack: (compiler) => followCompiler(compiler, options),
}));

/** A plugin as webpack takes it. */
export interface CompilerPlugin {
  apply(compiler: Compiler): void;
}

/** Purges what a production build of webpack changed. It does nothing before such a build starts, nor in watch mode. */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): CompilerPlugin {
  return unplugin.webpack(options);
}

/** Taps what tells of a build, and purges in `done`, which webpack waits for. */
function followCompiler(compiler: Compiler, options: GlobalEdgePurgeOptions): void {
  const member = joinGroup(compiler);
  const { part } = member;
  const diskAsWebpackSeesIt = compiler.outputFileSystem;
  let build: Build = createBuild();
  let purpose: Purpose = "site";
  let facts: BuildFacts | undefined;

  function start(startedFor: Purpose): void {
    build = buildOf(member);
    purpose = startedFor;
    facts = undefined;
    build.session.tell({ type: "part-started", part, purpose });
  }

  async function readOptions(compilation: Compilation): Promise<void> {
    facts = webpackBuildFacts(compiler, compilation);
    build.resolutions.set(part, await resolveBuild(options, facts));
  }

  const { hooks } = compiler;
  hooks.watchRun.tap(name, () => start("watch"));
  hooks.run.tap(name, () => start(purposeOf(compiler, diskAsWebpackSeesIt)));
  hooks.make.tapPromise(name, async (compilation) => {
    if (purpose === "site") await readOptions(compilation);
  });
  hooks.emit.tap(name, () => void build.session.tell({ type: "output-started", part }));
  hooks.afterEmit.tap(name, (compilation) => {
    build.session.tell({
      type: "output-written",
      part,
      directory: compilation.getPath(compiler.outputPath, {}),
      immutableNames: webpackImmutableNames(compilation.getAssets()),
    });
  });
  hooks.failed.tap(name, () => {
    build.session.tell({ type: "part-failed", part });
    build.session.tell({ type: "part-closed", part });
  });
  // The last stage: other plugins report errors and write files here, too.
  hooks.done.tapPromise({ name, stage: 1e9 }, async (stats) => {
    const { compilation } = stats;
    if (stats.hasErrors()) build.session.tell({ type: "part-failed", part });
    else if (facts && facts.publicPath !== webpackBuildFacts(compiler, compilation).publicPath) {
      await readOptions(compilation);
    }
    const decision = build.session.tell({ type: "part-closed", part });
    if (!decision) return;

    const logger = compiler.getInfrastructureLogger(name);
    if (decision.run && lacksSiblings(member)) logger.warn(loneConfig);
    const { failure, warning, note } = await endBuild(decision, build.resolutions, options.logLevel);
    if (note !== undefined) logger.info(note);
    // webpack prints these at its end, and an error makes its exit code 1. A rejection would be taken for a crash.
    if (failure) compilation.errors.push(messageFor(compiler, `${failure.message}\n${failure.next}`));
    if (warning !== undefined) compilation.warnings.push(messageFor(compiler, warning));
  });
}

const loneConfig =
  "No other config of this list has the Global Edge purge plugin, so it cannot know whether they succeed. " +
  "Add the plugin to all of them.";

function purposeOf({ options, outputFileSystem }: Compiler, disk: Compiler["outputFileSystem"]): Purpose {
  // Development servers put a file system in memory in this place.
  if (outputFileSystem !== disk && outputFileSystem !== fs) return "dev";
  const { node, web } = options.externalsPresets;
  if (node === true && web !== true) return "server-build";
  return options.output.library === undefined ? "site" : "library";
}

function messageFor({ webpack }: Compiler, text: string): Error {
  const error = new webpack.WebpackError(text);
  error.hideStack = true;
  return error;
}
