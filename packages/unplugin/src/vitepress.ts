import type { GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { ResolvedConfig } from "vite";
import { type StartedBuild, startFrameworkBuild } from "./framework-build.ts";
import { viteBuildFacts } from "./vite-build-facts.ts";

/** As much of VitePress's site config as is needed. Vite's config carries it, and Vite resolves that twice. */
export interface VitePressSite {
  readonly outDir: string;
  readonly site: { readonly base: string };
  readonly sitemap?: { readonly hostname?: string };
  readonly logger: { warn(message: string): void };
  buildEnd?: (site: VitePressSite) => unknown;
}

/** The site that a config of Vite builds for VitePress. */
export function vitePressSite(config: ResolvedConfig): VitePressSite | undefined {
  return (config as { readonly vitepress?: VitePressSite }).vitepress;
}

const followed = new WeakSet<VitePressSite>();

/** Has VitePress purge in `buildEnd`, which it calls after the last page and not for a build that failed. */
export function followVitePress(site: VitePressSite, config: ResolvedConfig, options: GlobalEdgePurgeOptions): void {
  if (followed.has(site)) return;
  followed.add(site);
  const { buildEnd } = site;
  site.buildEnd = async (built) => {
    const build = await startFrameworkBuild(options, {
      framework: "VitePress",
      directories: [built.outDir],
      facts: { ...(await viteBuildFacts(config)), publicPath: built.site.base },
    });
    await buildEnd?.(built);
    await endVitePress(built, build);
  };
}

async function endVitePress(site: VitePressSite, build: StartedBuild): Promise<void> {
  const sitemap = join(site.outDir, "sitemap.xml");
  // It hands the sitemap to a stream, and goes on.
  if (site.sitemap?.hostname !== undefined && !(await isWhole(sitemap, 600))) {
    site.logger.warn(`Global Edge purge: ${sitemap} is still unfinished after 30 s, and is purged as it is.`);
  }
  const { failure, warning } = await build.end();
  if (warning !== undefined) site.logger.warn(warning);
  if (failure) throw failure;
}

/** Whether a sitemap is written to its end; it is looked at `looks` times, 50 ms apart. */
async function isWhole(path: string, looks: number): Promise<boolean> {
  const text = await readFile(path, "utf8").catch(() => "");
  if (text.trimEnd().endsWith("</urlset>")) return true;
  if (looks <= 1) return false;
  await setTimeout(50);
  return await isWhole(path, looks - 1);
}
