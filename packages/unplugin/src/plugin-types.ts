/**
 * Plugins as their bundlers take them, without the bundlers' own types: a project has one bundler, and could not read
 * the types of the others; and in another version of it they would not be the same.
 */

/** What Vite, Rollup and Rolldown take. */
export interface HookPlugin {
  readonly name: string;
}

/** What Rsbuild and esbuild take. */
export interface SetupPlugin {
  readonly name: string;
  setup(build: object): void | Promise<void>;
}

/** What webpack and Rspack take. */
export interface CompilerPlugin {
  apply(compiler: object): void;
}
