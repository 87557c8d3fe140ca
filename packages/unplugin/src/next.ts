import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { fileURLToPath } from "node:url";
import { type NextSiteConfig, tellNextAdapter } from "./next-options.ts";

/** As much of Next.js's config as is needed. */
interface NextConfig extends NextSiteConfig {
  readonly output?: string;
  readonly adapterPath?: string;
  readonly experimental?: { readonly adapterPath?: string };
}

type NextConfigOrFunction<Config> = Config | ((phase: string, context: never) => Config | Promise<Config>);

/**
 * Has `next build` purge the URLs whose bytes changed when a static export is written. Works with Turbopack and with
 * webpack: it sets `adapterPath`, which Next.js calls for builds that succeeded, and for nothing else. Before Next.js
 * 15.4 there were no adapters: there it says what to run.
 *
 * @param config what `next.config` would export: an object or a function
 * @example
 * export default withGlobalEdgePurge({ output: "export" }, { edgeId: 11197 });
 */
export function withGlobalEdgePurge<Config extends object>(
  config: NextConfigOrFunction<Config>,
  options: GlobalEdgePurgeOptions = {},
): (phase: string, context: never) => Promise<Config> {
  return async (phase, context) => {
    const its: Config & NextConfig = typeof config === "function" ? await config(phase, context) : config;
    if (phase !== "phase-production-build") return its;
    if (its.output !== "export") {
      tellOnce(
        'without output: "export", Next.js writes pages when they are asked for. ' +
          "For its scripts and styles, run: npx global-edge-purge run --dir .next/static --base /_next/static/",
        options,
      );
      return its;
    }
    const { adapterPath = its.experimental?.adapterPath } = its;
    if (adapterPath !== undefined) {
      throw new Error(
        `Global Edge purge needs adapterPath, which is ${adapterPath} already. ` +
          "Leave withGlobalEdgePurge out, and run: npx global-edge-purge run --dir out --aliases clean",
      );
    }
    const ours = { adapterPath: fileURLToPath(new URL("next-adapter.js", import.meta.url)) };
    switch (adapterPlace(context)) {
      case "config":
        tellNextAdapter({ options });
        return { ...its, ...ours };
      case "experimental":
        tellNextAdapter({ options, config: its });
        return { ...its, experimental: { ...its.experimental, ...ours } };
      case "nowhere":
        tellOnce(
          "before 15.4, Next.js had no adapters. " +
            "Run this once the pages are uploaded: npx global-edge-purge run --dir out --aliases clean",
          options,
          ["info", "debug", "warn"],
        );
        return its;
    }
  };
}

export { withGlobalEdgePurge as default };

/** Where this version of Next.js takes an adapter, by its own defaults: seen in 16.4.6, 15.5.29, 15.4.11 and 15.3.9. */
function adapterPlace(context: { readonly defaultConfig?: object } | undefined) {
  const { defaultConfig } = context ?? {};
  // A config that calls ours may hand on the phase alone.
  if (!defaultConfig || "adapterPath" in defaultConfig) return "config";
  const { experimental = {} } = defaultConfig as { readonly experimental?: object };
  return "adapterPath" in experimental ? "experimental" : "nowhere";
}

const said = "GLOBAL_EDGE_PURGE_SAID_NEXT";

/** Next.js loads its config in several processes of one build. */
function tellOnce(
  why: string,
  { enabled, logLevel = "info" }: GlobalEdgePurgeOptions,
  levels: readonly string[] = ["info", "debug"],
): void {
  if (process.env[said] !== undefined || enabled === false || !levels.includes(logLevel)) return;
  process.env[said] = "1";
  process.stderr.write(`Global Edge purge skipped: ${why}\n`);
}
