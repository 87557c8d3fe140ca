import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { resolve } from "node:path";
import type { Environment, Plugin } from "vite";
import { type Build, createBuild } from "./build.ts";
import type { BuildEvent, Purpose } from "./build-session.ts";
import { endBuild } from "./end-build.ts";
import { resolveBuild } from "./resolve-build.ts";
import { rollupImmutableNames } from "./rollup-immutable-names.ts";
import { viteBuildFacts } from "./vite-build-facts.ts";

/**
 * The plugin that follows a build of Vite and purges at its end.
 *
 * The command line builds an app: some environments, one after another. Only after its last hook, `buildApp`, is it known that
 * all of them are done. A program that calls `build()` builds one environment, and that ends with `closeBundle`, which Vite
 * also calls for builds that failed, sometimes without the error.
 */
export function createViteFollower(options: GlobalEdgePurgeOptions): {
  readonly plugin: Plugin;
  /** Tells, before an app is built, which environments it consists of. */
  announceApp(environments: readonly Environment[]): void;
} {
  const builds = new WeakMap<Environment, Build>();

  function buildOf(environment: Environment): Build {
    const build = builds.get(environment) ?? createBuild();
    builds.set(environment, build);
    return build;
  }

  async function tell(environment: Environment, event: BuildEvent): Promise<void> {
    const { session, resolutions } = buildOf(environment);
    const decision = session.tell(event);
    if (!decision) return;
    const { failure, warning, note } = await endBuild(decision, resolutions, options.logLevel);
    if (note !== undefined) environment.logger.info(note);
    if (warning !== undefined) environment.logger.warn(warning);
    if (failure) throw failure;
  }

  const plugin: Plugin = {
    name: "global-edge-purge:follower",
    buildStart: {
      order: "post",
      sequential: true,
      async handler() {
        const { environment } = this;
        const purpose = purposeOf(environment);
        await tell(environment, { type: "part-started", part: environment.name, purpose });
        if (purpose !== "site") return;
        const { resolutions } = buildOf(environment);
        resolutions.set(
          environment.name,
          await resolveBuild(options, await viteBuildFacts(environment.getTopLevelConfig())),
        );
      },
    },
    async buildEnd(error) {
      if (error) await tell(this.environment, { type: "part-failed", part: this.environment.name });
    },
    async renderStart() {
      await tell(this.environment, { type: "output-started", part: this.environment.name });
    },
    async renderError() {
      await tell(this.environment, { type: "part-failed", part: this.environment.name });
    },
    writeBundle: {
      order: "post",
      sequential: true,
      async handler({ dir, assetFileNames }, bundle) {
        await tell(this.environment, {
          type: "output-written",
          part: this.environment.name,
          // A relative folder that a config names for one output is Rolldown's business, and counts from where it runs.
          directory: resolve(dir ?? this.environment.config.build.outDir),
          immutableNames: rollupImmutableNames(Object.values(bundle), assetFileNames),
        });
      },
    },
    closeBundle: {
      order: "post",
      sequential: true,
      async handler(error) {
        const { environment } = this;
        if (error) await tell(environment, { type: "part-failed", part: environment.name });
        await tell(environment, { type: "part-closed", part: environment.name });
      },
    },
    buildApp: {
      order: "post",
      async handler(builder) {
        const environments = Object.values(builder.environments);
        // Vite builds what no hook has built, but after all hooks, where nothing would tell us of the end.
        if (environments.every(({ isBuilt }) => !isBuilt)) {
          for (const environment of environments) await builder.build(environment);
        }
        const [first] = environments;
        if (first) await tell(first, { type: "app-ended" });
      },
    },
  };
  return {
    plugin,
    announceApp(environments) {
      const build = createBuild();
      build.session.tell({ type: "app-started" });
      for (const environment of environments) builds.set(environment, build);
    },
  };
}

function purposeOf({ config }: Environment): Purpose {
  const { watch, write, ssr, lib } = config.build;
  if (watch) return "watch";
  if (!write) return "dev";
  if (ssr || config.consumer === "server") return "server-build";
  return lib ? "library" : "site";
}
