import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { Compiler } from "webpack";
import { followCompiler, frameworkOf } from "./compiler-follower.ts";
import { buildOf, joinGroup, lacksSiblings } from "./compiler-group.ts";
import { endBuild } from "./end-build.ts";
import type { Bundler } from "./tested-versions.ts";

/** Purges at the end of what a compiler of webpack or Rspack builds, alone or with others. */
export function applyToCompiler(compiler: Compiler, options: GlobalEdgePurgeOptions): void {
  const member = joinGroup(compiler);
  // Behind all others, who report errors and write files in `done`, too.
  const role = { part: member.part, bundler: bundlerOf(compiler), buildOf: () => buildOf(member), lastStage: 1e9 };
  followCompiler(compiler, options, role, async (decision, build, compilation) => {
    const logger = compiler.getInfrastructureLogger("global-edge-purge");
    const purges = decision.run && [...build.resolutions.values()].some(({ run }) => run);
    if (purges && lacksSiblings(member)) logger.warn(loneConfig);
    const framework = frameworkOf(compiler);
    const { failure, warning, note } = await endBuild(decision, build, { ...options, framework });
    if (note !== undefined) logger.info(note);
    // webpack prints these at its end, and an error makes its exit code 1. A rejection would be taken for a crash.
    if (failure) {
      const error = messageFor(compiler, `${failure.message}\n${failure.next}`);
      compilation.errors.push(Object.assign(error, { code: failure.code }));
    }
    if (warning !== undefined) compilation.warnings.push(messageFor(compiler, warning));
  });
}

const loneConfig =
  "If this list has other configs, none of them has the Global Edge purge plugin, so it cannot know " +
  "whether they succeed. " +
  "Add the plugin to all of them.";

/** webpack 4 does not say what it is. */
function bundlerOf({ webpack }: Partial<Compiler>): Bundler {
  const { version, rspackVersion }: { version?: string; rspackVersion?: string } = webpack ?? {};
  if (rspackVersion !== undefined) return { name: "Rspack", version: rspackVersion };
  return { name: "webpack", version: version ?? "before 5" };
}

function messageFor({ webpack }: Partial<Compiler>, text: string): Error {
  return Object.assign(new (webpack?.WebpackError ?? Error)(text), { hideStack: true });
}
