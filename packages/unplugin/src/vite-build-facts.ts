import type { BuildFacts, PublicPath } from "@global-edge-purge/core/options";
import type { ResolvedConfig } from "vite";
import { frameworkOfVite } from "./framework.ts";

/** What Vite knows about a build. Reads its `.env` files. */
export async function viteBuildFacts(config: ResolvedConfig): Promise<BuildFacts> {
  const { mode, isProduction, root } = config;
  const envPrefixes = [config.envPrefix ?? "VITE_"].flat();
  return {
    mode,
    // `vite build --mode development` counts as production for Vite, which looks at NODE_ENV alone.
    production: isProduction && mode !== "development",
    projectDirectory: root,
    publicPath: publicPathOf(config),
    ...(await readDotenv(config, envPrefixes)),
    envPrefixes,
    enabledByDefault: true,
  };
}

function publicPathOf({ base, experimental, plugins }: ResolvedConfig): PublicPath {
  if (experimental.renderBuiltUrl !== undefined) {
    return { saysNothingBecause: "experimental.renderBuiltUrl may send files anywhere" };
  }
  // Frameworks that purge in the build are only those whose pages are there by then: React Router.
  const framework = frameworkOfVite(plugins.map(({ name }) => name));
  if (base === "/" || !framework) return base;
  return {
    saysNothingBecause:
      `${framework.name} puts pages into a folder named like Vite's base and other files beside it. ` +
      `Where you serve them so: base: { assets: ${JSON.stringify(base)}, pages: "/" }`,
  };
}

/** Our variables of `.env` files; and those that Vite publishes, so that a key among them can be refused. */
async function readDotenv(
  { mode, envDir }: ResolvedConfig,
  envPrefixes: string[],
): Promise<Pick<BuildFacts, "dotenv">> {
  if (envDir === false) return {};
  const { loadEnv } = await import("vite");
  const { dotenvNames } = await import("@global-edge-purge/core/internal");
  const variables = loadEnv(mode, envDir, ["NCLOUD_", "GLOBAL_EDGE_PURGE_EDGE_ID", ...envPrefixes]);
  return { dotenv: { folder: envDir, names: dotenvNames(mode), variables } };
}
