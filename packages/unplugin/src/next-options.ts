import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";

/** Modules may be loaded twice, once for the config and once for the adapter; what is global is one. */
const place = Symbol.for("global-edge-purge.next");
const shared = globalThis as { [place]?: GlobalEdgePurgeOptions };

/** Keeps the options of `next.config` for the adapter, which Next.js loads by its path later in the same process. */
export function tellNextAdapter(options: GlobalEdgePurgeOptions): void {
  shared[place] = options;
}

/** The options that were kept. */
export function nextAdapterOptions(): GlobalEdgePurgeOptions {
  return shared[place] ?? {};
}
