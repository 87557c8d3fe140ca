import type { GlobalEdgePurgeOptions, PublicPath } from "@global-edge-purge/core/options";
import { resolve } from "node:path";
import { startFrameworkBuild } from "./framework-build.ts";

/** As much of an adapter of SvelteKit as all of them have. */
interface SvelteKitAdapter {
  readonly name: string;
  adapt(builder: never): void | Promise<void>;
}

/** As much of the builder as tells where an adapter writes, and where the site is served. */
interface Builder {
  readonly config: SvelteKitConfig & { readonly kit?: SvelteKitConfig };
  readonly log: { (message: string): void; warn(message: string): void };
  writeClient(directory: string, ...rest: unknown[]): unknown;
  writePrerendered(directory: string, ...rest: unknown[]): unknown;
}

interface SvelteKitConfig {
  readonly paths?: { readonly base?: string; readonly assets?: string };
}

/**
 * Wraps an adapter of SvelteKit: when it has written the site, the URLs whose bytes changed are purged. SvelteKit calls
 * adapters for builds that succeeded, and for nothing else.
 *
 * @example
 * sveltekit({ adapter: globalEdgePurge(adapter(), { edgeId: 11197 }) })
 */
export function globalEdgePurge<Adapter extends SvelteKitAdapter>(
  adapter: Adapter,
  options: GlobalEdgePurgeOptions = {},
): Adapter {
  return {
    ...adapter,
    async adapt(builder: Builder) {
      const build = await startFrameworkBuild(options, {
        framework: "SvelteKit",
        directories: [],
        facts: {
          mode: "production",
          production: process.env["NODE_ENV"] !== "development",
          projectDirectory: process.cwd(),
          publicPath: publicPathOf(builder.config),
          enabledByDefault: true,
        },
      });
      const written = new Set<string>();
      await adapter.adapt(noting(builder, written) as never);
      const { failure, warning } = await build.end([...written]);
      if (warning !== undefined) builder.log.warn(warning);
      if (failure) throw failure;
    },
  };
}

export { globalEdgePurge as default };

/** SvelteKit 2 has its config in `kit`; SvelteKit 3 warns of whoever looks there. */
function publicPathOf(config: Builder["config"]): PublicPath {
  const { base = "", assets = "" } = config.paths ?? config.kit?.paths ?? {};
  if (assets !== "") return { saysNothingBecause: "paths.assets puts scripts under another address than pages" };
  return base === "" ? "/" : base;
}

/** The builder, and where it was told to write what visitors get. */
function noting(builder: Builder, written: Set<string>): Builder {
  return Object.create(builder, {
    writeClient: {
      value: (directory: string, ...rest: unknown[]) => {
        written.add(resolve(directory));
        return builder.writeClient(directory, ...rest);
      },
    },
    writePrerendered: {
      value: (directory: string, ...rest: unknown[]) => {
        written.add(resolve(directory));
        return builder.writePrerendered(directory, ...rest);
      },
    },
  }) as Builder;
}
