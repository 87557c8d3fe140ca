import type { BuildFacts, EnvironmentVariables } from "@global-edge-purge/core/options";
import type { ResolvedConfig } from "vite";

/** What Vite knows about a build. Reads its `.env` files. */
export async function viteBuildFacts(config: ResolvedConfig): Promise<BuildFacts> {
  const { mode, isProduction, root, base, experimental } = config;
  const envPrefixes = [config.envPrefix ?? "VITE_"].flat();
  return {
    mode,
    // `vite build --mode development` counts as production for Vite, which looks at NODE_ENV alone.
    production: isProduction && mode !== "development",
    projectDirectory: root,
    // `renderBuiltUrl` may send assets to another host, whatever the base says.
    ...(experimental.renderBuiltUrl === undefined && { publicPath: base }),
    dotenv: await readDotenv(config, envPrefixes),
    envPrefixes,
    enabledByDefault: true,
  };
}

/** Our variables of `.env` files; and those that Vite publishes, so that a key among them can be refused. */
async function readDotenv({ mode, envDir }: ResolvedConfig, envPrefixes: string[]): Promise<EnvironmentVariables> {
  if (envDir === false) return {};
  const { loadEnv } = await import("vite");
  return loadEnv(mode, envDir, ["NCLOUD_", "GLOBAL_EDGE_PURGE_EDGE_ID", ...envPrefixes]);
}
