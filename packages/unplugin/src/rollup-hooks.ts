import { dirname, resolve } from "node:path";
import type { BuildEvent } from "./build-session.ts";
import { filesOutside } from "./outside-files.ts";
import { type Asset, type AssetFileNames, type Chunk, rollupImmutableNames } from "./rollup-immutable-names.ts";

/** A part of a build, as its follower knows it. */
export interface FollowedPart {
  /** Its name in the build. */
  readonly part: string;
  /** Tells that it starts, and reads the options where that counts. */
  readonly start: () => Promise<void>;
  readonly tell: (event: BuildEvent) => Promise<void>;
  /** Where an output is written that names no place. */
  readonly outputDirectory: string;
}

interface OutputOptions {
  readonly dir?: string | undefined;
  readonly file?: string | undefined;
  readonly assetFileNames: string | ((asset: never) => string);
}

/**
 * The hooks that tell of a build of Vite, Rollup or Rolldown. They are to stand behind those of all other plugins, who
 * write files and report errors in theirs.
 *
 * @param partOf the part that a hook is called for, by its `this`
 */
export function followingHooks<Context>(partOf: (context: Context) => FollowedPart) {
  const failed = async ({ part, tell }: FollowedPart) => await tell({ type: "part-failed", part });
  return {
    name: "global-edge-purge:follower",
    buildStart: {
      order: "post" as const,
      sequential: true as const,
      async handler(this: Context) {
        await partOf(this).start();
      },
    },
    async buildEnd(this: Context, error?: Error) {
      if (error) await failed(partOf(this));
    },
    async renderStart(this: Context) {
      const { part, tell } = partOf(this);
      await tell({ type: "output-started", part });
    },
    async renderError(this: Context) {
      await failed(partOf(this));
    },
    writeBundle: {
      order: "post" as const,
      sequential: true as const,
      async handler(this: Context, output: OutputOptions, bundle: Readonly<Record<string, Chunk | Asset>>) {
        const { part, tell, outputDirectory } = partOf(this);
        const { dir, file, assetFileNames } = output;
        // A relative folder that a config names for one output is the bundler's business, and counts from where it
        // runs.
        const directory = resolve(dir ?? (file === undefined ? outputDirectory : dirname(file)));
        const files = Object.values(bundle);
        await tell({
          type: "output-written",
          part,
          directory,
          immutableNames: rollupImmutableNames(files, assetFileNames as AssetFileNames),
          // The newest versions refuse such names; older ones write them.
          outsideFiles: filesOutside(
            directory,
            files.map(({ fileName }) => resolve(directory, fileName)),
          ),
        });
      },
    },
    closeBundle: {
      order: "post" as const,
      sequential: true as const,
      async handler(this: Context, error?: Error) {
        const followed = partOf(this);
        if (error) await failed(followed);
        await followed.tell({ type: "part-closed", part: followed.part });
      },
    },
  };
}
