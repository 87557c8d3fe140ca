import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { fileURLToPath } from "node:url";
import { tellNextAdapter } from "./next-options.ts";

/** As much of Next.js's config as is needed. */
interface NextConfig {
  readonly output?: string;
  readonly adapterPath?: string;
}

type NextConfigOrFunction<Config> = Config | ((phase: string, context: never) => Config | Promise<Config>);

/**
 * Has `next build` purge the URLs whose bytes changed when a static export is written. Works with Turbopack and with
 * webpack: it sets `adapterPath`, which Next.js calls for builds that succeeded, and for nothing else.
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
      tellOnce(options);
      return its;
    }
    if (its.adapterPath !== undefined) {
      throw new Error(
        `Global Edge purge needs adapterPath, which is ${its.adapterPath} already. ` +
          "Leave withGlobalEdgePurge out, and run: npx global-edge-purge run --dir out --aliases clean",
      );
    }
    tellNextAdapter(options);
    return { ...its, adapterPath: fileURLToPath(new URL("next-adapter.js", import.meta.url)) };
  };
}

export { withGlobalEdgePurge as default };

const said = "GLOBAL_EDGE_PURGE_SAID_NEXT";

/** Next.js loads its config in several processes of one build. */
function tellOnce({ enabled, logLevel = "info" }: GlobalEdgePurgeOptions): void {
  if (process.env[said] !== undefined || enabled === false || !["info", "debug"].includes(logLevel)) return;
  process.env[said] = "1";
  process.stderr.write(
    'Global Edge purge skipped: without output: "export", Next.js writes pages when they are asked for. ' +
      "For its scripts and styles, run: npx global-edge-purge run --dir .next/static --base /_next/static/\n",
  );
}
