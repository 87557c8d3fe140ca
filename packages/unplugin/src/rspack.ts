import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { Compiler } from "@rspack/core";
import { createUnplugin } from "unplugin";
import type { Compiler as WebpackCompiler } from "webpack";
import { applyToCompiler } from "./compiler-plugin.ts";

const unplugin = createUnplugin<GlobalEdgePurgeOptions, false>((options) => ({
  name: "global-edge-purge",
  // Whatever is used of it, Rspack has as webpack does.
  rspack: (compiler) => applyToCompiler(compiler as unknown as WebpackCompiler, options),
}));

/** A plugin as Rspack takes it. */
export interface CompilerPlugin {
  apply(compiler: Compiler): void;
}

/** Purges what a production build of Rspack changed. It does nothing before such a build starts, nor in watch mode. */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): CompilerPlugin {
  return unplugin.rspack(options);
}
