import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { Compiler } from "webpack";
import { applyToCompiler } from "./compiler-plugin.ts";
import type { CompilerPlugin } from "./plugin-types.ts";

/** Purges what a production build of webpack changed. It does nothing before such a build starts, nor in watch mode. */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): CompilerPlugin {
  // Not by way of unplugin, which Docusaurus cannot load: jiti 1 reads its config, and knows no `import.meta.dirname`.
  return { apply: (compiler) => applyToCompiler(compiler as Compiler, options) };
}
