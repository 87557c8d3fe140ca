import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { RsbuildPluginAPI } from "@rsbuild/core";
import type { Compiler } from "webpack";
import { createBuild } from "./build-session.ts";
import { followCompiler } from "./compiler-follower.ts";
import { endBuild } from "./end-build.ts";

/**
 * Follows the compilers of all environments, and purges in `onAfterBuild`, which comes after them, also if they failed.
 */
export function followRsbuild(api: RsbuildPluginAPI, options: GlobalEdgePurgeOptions): void {
  if (api.context.action === "dev" || api.context.action === "preview") return;
  const bundler = { name: "Rsbuild", version: api.context.version } as const;
  let build = createBuild();
  const own = new Set<string>();

  // Asked for those environments only that the plugin is listed for.
  api.modifyEnvironmentConfig((_, { name }) => void own.add(name));
  api.onAfterCreateCompiler(({ compiler, environments }) => {
    const names = new Map(Object.values(environments).map(({ index, name }) => [index, name]));
    const compilers = "compilers" in compiler ? compiler.compilers : [compiler];
    build = createBuild();
    build.session.tell({ type: "app-started" });
    for (const [index, each] of compilers.entries()) {
      const part = String(index + 1);
      build.session.tell({ type: "part-expected", part });
      // Rsbuild calls `onAfterBuild` in `done`, too, and may know of more errors by then.
      const isOther = !own.has(names.get(index) ?? "");
      const role = { part, bundler, buildOf: () => build, lastStage: -1e9, isOther };
      // Whatever is used of it, Rspack has as webpack does. The build comes to nothing before it is over as a whole.
      followCompiler(each as unknown as Compiler, options, role, async () => {});
    }
  });
  api.onAfterBuild({
    order: "post",
    async handler({ stats }) {
      // Called for a compiler that is built once more, too, and then again.
      const statsOfAll = stats && "stats" in stats ? stats.stats : [stats];
      if (statsOfAll.some((each) => each?.compilation.needAdditionalPass)) return;
      if (stats?.hasErrors()) build.session.tell({ type: "part-failed", part: "1" });
      const decision = build.session.tell({ type: "app-ended" });
      if (!decision) return;
      const { failure, warning, note } = await endBuild(decision, build, options);
      if (note !== undefined) api.logger.info(note);
      if (warning !== undefined) api.logger.warn(warning);
      if (failure) throw failure;
    },
  });
}
