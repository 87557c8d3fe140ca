import type { BuildFacts } from "@global-edge-purge/core/options";
import type { Compilation, Compiler } from "webpack";

/** What webpack knows about a build. */
export function webpackBuildFacts({ options, context }: Compiler, compilation: Compilation): BuildFacts {
  return {
    mode: options.mode ?? "none",
    production: options.mode === "production",
    projectDirectory: context,
    // It may be a function, or hold "[fullhash]", which is not known before the compilation is sealed: any word does until then.
    publicPath: compilation.getAssetPath(compilation.outputOptions.publicPath, { hash: compilation.hash ?? "hash" }),
    enabledByDefault: true,
  };
}
