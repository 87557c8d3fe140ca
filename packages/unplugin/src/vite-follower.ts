import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { resolve } from "node:path";
import type { Environment, Plugin, ResolvedConfig, ViteBuilder } from "vite";
import { type Build, type BuildEvent, createBuild, type Purpose } from "./build-session.ts";
import { endBuild } from "./end-build.ts";
import { withPlace } from "./framework-build.ts";
import { type Framework, frameworkOfVite } from "./framework.ts";
import { readOptions } from "./resolve-build.ts";
import { followingHooks } from "./rollup-hooks.ts";
import { viteBuildFacts } from "./vite-build-facts.ts";

/** What is needed of an environment of Vite. */
interface ViteEnvironment extends Pick<Environment, "name" | "logger"> {
  readonly config: Pick<Environment["config"], "build"> & Partial<Pick<Environment["config"], "consumer">>;
  getTopLevelConfig(): ResolvedConfig;
}

/** What is needed of the context in which Vite calls hooks. */
interface ViteContext {
  readonly environment?: ViteEnvironment;
  readonly meta: { readonly viteVersion?: string };
}

/** Follows builds of Vite and purges at their end. */
export interface ViteFollower {
  /** The plugin to be put behind all others of a config. */
  pluginFor(config: ResolvedConfig): Plugin;
  /** Tells, before an app is built, which environments it consists of. */
  startApp(builder: ViteBuilder): void;
  /** Tells that all of an app is built. */
  endApp(builder: ViteBuilder): Promise<void>;
}

/**
 * The command line builds an app: some environments, one after another. Only after its last hook, `buildApp`, is it
 * known that all of them are done. A program that calls `build()` builds one environment, and that ends with
 * `closeBundle`, which Vite also calls for builds that failed, sometimes without the error. So do Vite 5 and 6 for
 * whatever has no `builder`.
 */
export function createViteFollower(options: GlobalEdgePurgeOptions): ViteFollower {
  const builds = new WeakMap<ViteEnvironment, Build>();
  const partsOfApps = new WeakSet<ViteEnvironment>();
  const running = new WeakSet<ViteBuilder>();

  function buildOf(environment: ViteEnvironment): Build {
    const build = builds.get(environment) ?? createBuild();
    builds.set(environment, build);
    return build;
  }

  async function tell(environment: ViteEnvironment, event: BuildEvent): Promise<void> {
    const build = buildOf(environment);
    const decision = build.session.tell(event);
    if (!decision) return;
    const framework = frameworkOf(environment);
    const { failure, warning, note } = await endBuild(decision, build, { ...options, framework });
    // What is left to do by hand is to be seen: VitePress lets Vite print warnings only.
    if (note !== undefined) environment.logger[framework ? "warn" : "info"](note);
    if (warning !== undefined) environment.logger.warn(warning);
    if (failure) throw failure;
  }

  async function start(environment: ViteEnvironment, viteVersion: string | undefined): Promise<void> {
    const { name } = environment;
    const purpose = purposeOf(environment, partsOfApps.has(environment));
    // Rollup refuses options of a second output before any hook is called for it.
    const outputs = [environment.config.build.rollupOptions.output].flat().length;
    await tell(environment, { type: "part-started", part: name, purpose, outputs });
    if (purpose !== "site") return;
    const facts = await viteBuildFacts(environment.getTopLevelConfig());
    const directory = resolve(facts.projectDirectory, environment.config.build.outDir);
    // Vite says it to plugins since its version 7.
    const bundler = { name: "Vite", version: viteVersion ?? (await import("vite")).version } as const;
    const framework = frameworkOf(environment);
    const its = framework ? await withPlace(options, framework.name) : options;
    await readOptions(buildOf(environment), its, { part: name, facts, bundler, directory });
  }

  function pluginFor(config: ResolvedConfig): Plugin {
    const sole = soleEnvironment(config);
    return followingHooks(({ environment = sole, meta }: ViteContext) => ({
      part: environment.name,
      start: () => start(environment, meta.viteVersion),
      tell: (event) => tell(environment, event),
      outputDirectory: environment.config.build.outDir,
    }));
  }

  return {
    pluginFor,
    startApp(builder) {
      // vike builds the same app within itself once more, when all is written, and then ends the process.
      if (running.has(builder)) return;
      running.add(builder);
      const build = createBuild();
      build.session.tell({ type: "app-started" });
      for (const environment of Object.values(builder.environments)) {
        builds.set(environment, build);
        partsOfApps.add(environment);
      }
    },
    async endApp(builder) {
      running.delete(builder);
      const [first] = Object.values(builder.environments);
      if (first) await tell(first, { type: "app-ended" });
    },
  };
}

/** Vite 5 has no environments: it builds what its config says, for browsers or for a server. */
function soleEnvironment(config: ResolvedConfig): ViteEnvironment {
  const { build, logger } = config;
  return { name: build.ssr ? "ssr" : "client", logger, config: { build }, getTopLevelConfig: () => config };
}

function purposeOf(environment: ViteEnvironment, isInApp: boolean): Purpose {
  const { build } = environment.config;
  // Astro sets `build.ssr` for all of its environments, also for the one that is for browsers.
  const consumer = environment.config.consumer ?? (build.ssr ? "server" : "client");
  if (build.watch) return "watch";
  if (!build.write) return "dev";
  if (consumer === "server") return "server-build";
  if (build.lib) return "library";
  const framework = frameworkOf(environment);
  return framework && !(framework.isCompleteAfterApp && isInApp) ? "framework" : "site";
}

function frameworkOf(environment: ViteEnvironment): Framework | undefined {
  return frameworkOfVite(environment.getTopLevelConfig().plugins.map(({ name }) => name));
}
