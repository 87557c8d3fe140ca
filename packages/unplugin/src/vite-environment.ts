import type { Environment, ResolvedConfig } from "vite";

/** What is needed of an environment of Vite. */
export interface ViteEnvironment extends Pick<Environment, "name" | "logger"> {
  readonly config: Pick<Environment["config"], "build"> & Partial<Pick<Environment["config"], "consumer">>;
  getTopLevelConfig(): ResolvedConfig;
}

/** Vite 5 has no environments: it builds what its config says, for browsers or for a server. */
export function soleEnvironment(config: ResolvedConfig): ViteEnvironment {
  const { build, logger } = config;
  return { name: build.ssr ? "ssr" : "client", logger, config: { build }, getTopLevelConfig: () => config };
}
