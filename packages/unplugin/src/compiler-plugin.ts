import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { Compiler } from "webpack";
import { followCompiler, frameworkOf } from "./compiler-follower.ts";
import { buildOf, joinGroup, lacksSiblings } from "./compiler-group.ts";
import { endBuild } from "./end-build.ts";

/** Purges at the end of what a compiler of webpack or Rspack builds, alone or with others. */
export function applyToCompiler(compiler: Compiler, options: GlobalEdgePurgeOptions): void {
  const member = joinGroup(compiler);
  // Behind all others, who report errors and write files in `done`, too.
  const role = { part: member.part, buildOf: () => buildOf(member), lastStage: 1e9 };
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
  "If this list has other configs, none of them has the Global Edge purge plugin, so it cannot know whether they succeed. " +
  "Add the plugin to all of them.";

function messageFor({ webpack }: Compiler, text: string): Error {
  const error = new webpack.WebpackError(text);
  error.hideStack = true;
  return error;
}
