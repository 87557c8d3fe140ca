import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { type BuildEvent, createBuild } from "./build-session.ts";
import { endBuild, showAtEnd } from "./end-build.ts";
import { readOptions } from "./resolve-build.ts";
import { followingHooks } from "./rollup-hooks.ts";
import type { Bundler } from "./tested-versions.ts";

/** What Rollup and Rolldown tell hooks of themselves. Rolldown also names a version of Rollup. */
interface BundlerMeta {
  readonly watchMode: boolean;
  readonly rollupVersion: string;
  readonly rolldownVersion?: string;
}

const part = "build";

/** What is needed of the options of a build. */
interface InputOptions {
  readonly plugins?: unknown;
  readonly output?: unknown;
}

/**
 * Puts a plugin behind all others of a config, wherever ours is listed: others write files and fail in their last
 * hooks, too.
 *
 * @returns options of the bundler whose plugins it was given
 */
export function followRollup<Given extends InputOptions>(given: Given, options: GlobalEdgePurgeOptions): Given {
  // What a config says. A program says it to `write`, where nobody sees it before it is checked.
  const outputs = given.output === undefined ? 1 : [given.output].flat().length;
  return { ...given, plugins: [...[given.plugins].flat(), followerOf(outputs, options)] };
}

/**
 * A plugin that follows a build of Rollup or Rolldown, and purges at its end. They build the configs of a list one
 * after another, as builds of their own. Nothing tells a build for production, which is why users have to say
 * `enabled`.
 */
function followerOf(outputs: number, options: GlobalEdgePurgeOptions) {
  const build = createBuild();

  async function start({ watchMode, rollupVersion, rolldownVersion }: BundlerMeta): Promise<void> {
    const purpose = watchMode ? "watch" : "site";
    await tell({ type: "part-started", part, purpose, outputs });
    if (purpose !== "site") return;
    const facts = { mode: "production", production: true, projectDirectory: process.cwd(), enabledByDefault: false };
    const bundler: Bundler = rolldownVersion
      ? { name: "Rolldown", version: rolldownVersion }
      : { name: "Rollup", version: rollupVersion };
    await readOptions(build, options, { part, facts, bundler });
  }

  async function tell(event: BuildEvent): Promise<void> {
    const decision = build.session.tell(event);
    if (!decision) return;
    const told = await endBuild(decision, build, options);
    await showAtEnd(told);
    if (told.failure) throw told.failure;
  }

  return followingHooks(({ meta }: { readonly meta: BundlerMeta }) => ({
    part,
    start: () => start(meta),
    tell,
    outputDirectory: "",
  }));
}
