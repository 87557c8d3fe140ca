import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { type StartedBuild, startFrameworkBuild } from "./framework-build.ts";

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
  readonly hooks: { hook(name: "compiled", listener: () => Promise<void>): unknown };
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
  let compiled: { readonly nitro: Nitro; readonly build: StartedBuild } | undefined;
  nuxt.hook("nitro:init", (nitro) => {
    nitro.hooks.hook("compiled", async () => {
      const build = await startFrameworkBuild(options, {
        framework: "Nuxt",
        directories: [nitro.options.output.publicDir],
        // Nuxt has put what `.env` says into the environment.
        facts: {
          mode: "production",
          production: true,
          projectDirectory: rootDir,
          publicPath: app.baseURL,
          enabledByDefault: true,
        },
      });
      compiled = { nitro, build };
    });
  });
  nuxt.hook("close", async () => {
    if (!compiled) return;
    const { nitro, build } = compiled;
    compiled = undefined;
    const { failure, warning } = await build.end();
    if (warning !== undefined) nitro.logger.warn(warning);
    if (failure) throw failure;
  });
}

export { globalEdgePurge as default };
