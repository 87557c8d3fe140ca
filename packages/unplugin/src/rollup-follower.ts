import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { dirname, resolve } from "node:path";
import { createBuild } from "./build.ts";
import type { BuildEvent } from "./build-session.ts";
import { endBuild } from "./end-build.ts";
import { resolveBuild } from "./resolve-build.ts";
import { type Asset, type AssetFileNames, type Chunk, rollupImmutableNames } from "./rollup-immutable-names.ts";
import { showAtEnd } from "./show-at-end.ts";

/** What is needed of the context in which Rollup and Rolldown call `buildStart`. */
interface WatchingContext {
  readonly meta: { readonly watchMode: boolean };
}

interface OutputOptions {
  readonly dir?: string | undefined;
  readonly file?: string | undefined;
  readonly assetFileNames: string | ((asset: never) => string);
}

const part = "build";

/** What is needed of the options of a build. */
interface InputOptions {
  readonly plugins?: unknown;
  readonly output?: unknown;
}

/**
 * Puts a plugin behind all others of a config, wherever ours is listed: others write files and fail in their last hooks, too.
 *
 * @returns options of the bundler whose plugins it was given
 */
export function followRollup<Given extends InputOptions>(given: Given, options: GlobalEdgePurgeOptions): Given {
  // What a config says. A program says it to `write`, where nobody sees it before it is checked.
  const outputs = given.output === undefined ? 1 : [given.output].flat().length;
  return { ...given, plugins: [...[given.plugins].flat(), followerOf(outputs, options)] };
}

/**
 * A plugin that follows a build of Rollup or Rolldown, and purges at its end. They build the configs of a list one after another, as
 * builds of their own. Nothing tells a build for production, which is why users have to say `enabled`.
 */
function followerOf(outputs: number, options: GlobalEdgePurgeOptions) {
  const build = createBuild();

  async function tell(event: BuildEvent): Promise<void> {
    const decision = build.session.tell(event);
    if (!decision) return;
    const told = await endBuild(decision, build.resolutions, options);
    await showAtEnd(told);
    if (told.failure) throw told.failure;
  }

  return {
    name: "global-edge-purge:follower",
    buildStart: {
      order: "post" as const,
      sequential: true as const,
      async handler(this: WatchingContext) {
        const purpose = this.meta.watchMode ? "watch" : "site";
        await tell({ type: "part-started", part, purpose, outputs });
        if (purpose !== "site") return;
        const facts = {
          mode: "production",
          production: true,
          projectDirectory: process.cwd(),
          enabledByDefault: false,
        };
        build.resolutions.set(part, await resolveBuild(options, facts));
      },
    },
    async buildEnd(error?: Error) {
      if (error) await tell({ type: "part-failed", part });
    },
    async renderStart() {
      await tell({ type: "output-started", part });
    },
    async renderError() {
      await tell({ type: "part-failed", part });
    },
    writeBundle: {
      order: "post" as const,
      sequential: true as const,
      async handler({ dir, file, assetFileNames }: OutputOptions, bundle: Readonly<Record<string, Chunk | Asset>>) {
        await tell({
          type: "output-written",
          part,
          directory: resolve(dir ?? dirname(file ?? "")),
          immutableNames: rollupImmutableNames(Object.values(bundle), assetFileNames as AssetFileNames),
        });
      },
    },
    closeBundle: {
      order: "post" as const,
      sequential: true as const,
      async handler(error?: Error) {
        if (error) await tell({ type: "part-failed", part });
        await tell({ type: "part-closed", part });
      },
    },
  };
}
