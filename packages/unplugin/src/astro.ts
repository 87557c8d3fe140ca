import type { BuildFacts, GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { type StartedBuild, startFrameworkBuild } from "./framework-build.ts";
import { viteBuildFacts } from "./vite-build-facts.ts";

/** As much of an integration of Astro as ours has. */
interface AstroIntegration {
  readonly name: string;
  readonly hooks: {
    "astro:config:setup"?: (setup: AstroSetup) => void;
    "astro:config:done"?: (done: { readonly config: AstroConfig }) => void;
    "astro:build:generated"?: (generated: { readonly dir: URL }) => Promise<void>;
    "astro:build:done"?: (done: AstroDone) => Promise<void>;
  };
}

interface AstroSetup {
  /** What Astro was started for: `astro check` and `astro sync` are "sync". */
  readonly command: "dev" | "build" | "preview" | "sync";
  /** Takes a config with the types of Astro's own Vite. */
  readonly updateConfig: (config: never) => unknown;
}

interface AstroConfig {
  readonly base: string;
}

interface AstroDone {
  /** Where all pages are. */
  readonly dir: URL;
  readonly logger: { info(message: string): void; warn(message: string): void };
}

/**
 * An integration for Astro: when a build has written its last page, it purges the URLs whose bytes changed. It puts
 * itself behind all other integrations, wherever it is listed, because those write files at the end, too (a sitemap).
 * Astro calls it for builds that succeeded, and for no other command does it do anything.
 *
 * @example
 * export default defineConfig({ integrations: [globalEdgePurge({ edgeId: 11197 })] });
 */
export function globalEdgePurge(options: GlobalEdgePurgeOptions = {}): AstroIntegration {
  return {
    name: "global-edge-purge",
    hooks: {
      "astro:config:setup"({ command, updateConfig }) {
        if (command !== "build") return;
        const { plugin, facts } = readFacts();
        updateConfig({ integrations: [lastIntegration(options, facts)], vite: { plugins: [plugin] } } as never);
      },
    },
  };
}

export { globalEdgePurge as default };

function lastIntegration(options: GlobalEdgePurgeOptions, facts: () => BuildFacts | undefined): AstroIntegration {
  let base = "/";
  let build: StartedBuild | undefined;
  const start = async (dir: URL) => {
    const read = facts();
    // The pages are at the root of the folder, whatever the base.
    const its = read && { ...read, publicPath: base };
    return (
      its && (await startFrameworkBuild(options, { framework: "Astro", directories: [fileURLToPath(dir)], facts: its }))
    );
  };
  return {
    name: "global-edge-purge:last",
    hooks: {
      "astro:config:done"({ config }) {
        ({ base } = config);
      },
      // The pages are written, and all other integrations are still to come.
      async "astro:build:generated"({ dir }) {
        build ??= await start(dir);
      },
      async "astro:build:done"({ dir, logger }) {
        build ??= await start(dir);
        if (!build) return;
        const { failure, warning } = await build.end();
        if (warning !== undefined) logger.warn(warning);
        if (failure) throw failure;
      },
    },
  };
}

/**
 * Vite knows the mode, the folder of the project and `.env` files. It resolves its config several times in a build of
 * Astro.
 */
function readFacts(): { readonly plugin: Plugin; readonly facts: () => BuildFacts | undefined } {
  let facts: BuildFacts | undefined;
  return {
    facts: () => facts,
    plugin: {
      name: "global-edge-purge:facts",
      async configResolved(config) {
        facts ??= await viteBuildFacts(config);
      },
    },
  };
}
