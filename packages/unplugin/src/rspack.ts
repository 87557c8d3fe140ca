import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { Compiler } from "webpack";
import { applyToCompiler } from "./compiler-plugin.ts";
import type { CompilerPlugin } from "./plugin-types.ts";

/** Purges what a production build of Rspack changed. It does nothing before such a build starts, nor in watch mode. */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): CompilerPlugin {
  // Without unplugin for the same reason as in webpack.ts. Whatever is used of the compiler, Rspack has as webpack
  // does.
  return { apply: (compiler) => applyToCompiler(compiler as Compiler, options) };
}
