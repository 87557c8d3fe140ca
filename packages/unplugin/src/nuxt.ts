import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { purgeFrameworkBuild } from "./framework-build.ts";

/** As much of Nuxt as is needed. */
interface Nuxt {
  readonly options: {
    readonly rootDir: string;
    readonly dev: boolean;
    readonly app: { readonly baseURL: string };
  };
  hook(name: "nitro:init", listener: (nitro: Nitro) => void): unknown;
  hook(name: "close", listener: () => Promise<void>): unknown;
}

interface Nitro {
  readonly options: { readonly output: { readonly publicDir: string } };
  readonly logger: { warn(message: string): void };
  readonly hooks: { hook(name: "compiled", listener: () => void): unknown };
}

/**
 * A module for Nuxt: when a build has written everything, pages included, it purges the URLs whose bytes changed.
 *
 * Nuxt calls `close` also when it has only prepared types, and when a dev server ends; Nitro calls `compiled` before
 * it, and only where all pages were written.
 *
 * @example
 * export default defineNuxtConfig({ modules: [["@global-edge-purge/unplugin/nuxt", { edgeId: 11197 }]] });
 */
export function globalEdgePurge(options: GlobalEdgePurgeOptions, nuxt: Nuxt): void {
  const { dev, rootDir, app } = nuxt.options;
  if (dev) return;
  let written: Nitro | undefined;
  nuxt.hook("nitro:init", (nitro) => {
    nitro.hooks.hook("compiled", () => {
      written = nitro;
    });
  });
  nuxt.hook("close", async () => {
    if (!written) return;
    const { options: its, logger } = written;
    written = undefined;
    const { failure, warning } = await purgeFrameworkBuild(options, {
      framework: "Nuxt",
      directories: [its.output.publicDir],
      // Nuxt has put what `.env` says into the environment.
      facts: {
        mode: "production",
        production: true,
        projectDirectory: rootDir,
        publicPath: app.baseURL,
        enabledByDefault: true,
      },
    });
    if (warning !== undefined) logger.warn(warning);
    if (failure) throw failure;
  });
}

export { globalEdgePurge as default };
