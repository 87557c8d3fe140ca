import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";

/** What `next.config` knows and the adapter is to be told. */
export interface ToldByConfig {
  readonly options: GlobalEdgePurgeOptions;
  /** Absent where Next.js itself tells its adapters. */
  readonly config?: NextSiteConfig;
}

/** Where a static export is written, and where it is served. */
export interface NextSiteConfig {
  readonly distDir?: string;
  readonly basePath?: string;
  readonly assetPrefix?: string;
}

/** Modules may be loaded twice, once for the config and once for the adapter; what is global is one. */
const place = Symbol.for("global-edge-purge.next");
const shared = globalThis as { [place]?: ToldByConfig };

/** Keeps what `next.config` says for the adapter, which Next.js loads by its path later in the same process. */
export function tellNextAdapter(told: ToldByConfig): void {
  shared[place] = told;
}

/** What was kept. */
export function toldByConfig(): ToldByConfig {
  return shared[place] ?? { options: {} };
}
