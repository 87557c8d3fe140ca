import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { createUnplugin } from "unplugin";
import type { Compiler } from "webpack";
import { applyToCompiler } from "./compiler-plugin.ts";

const unplugin = createUnplugin<GlobalEdgePurgeOptions, false>((options) => ({
  name: "global-edge-purge",
  webpack: (compiler) => applyToCompiler(compiler, options),
}));

/** A plugin as webpack takes it. */
export interface CompilerPlugin {
  apply(compiler: Compiler): void;
}

/** Purges what a production build of webpack changed. It does nothing before such a build starts, nor in watch mode. */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): CompilerPlugin {
  return unplugin.webpack(options);
}
