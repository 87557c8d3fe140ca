import type { PublicPath } from "@global-edge-purge/core/options";
import { dirname, join } from "node:path";
import { purgeFrameworkBuild } from "./framework-build.ts";
import { type NextSiteConfig, toldByConfig } from "./next-options.ts";
import { showAtEnd } from "./end-build.ts";

/** As much as is needed of what Next.js tells when a build is complete, from 16 on. */
interface CompleteBuild {
  readonly projectDir: string;
  readonly config: NextSiteConfig;
  readonly outputs: { readonly staticFiles: readonly StaticFile[] };
}

/** The same of Next.js 15: neither project nor config. */
interface CompleteBuild15 {
  readonly outputs: readonly StaticFile[];
}

interface StaticFile {
  /** Path within the folder of the export, or with Next.js 15 within `.next`, … */
  readonly id: string;
  /** … and with it. */
  readonly filePath: string;
}

/** Where a static export is, and where it is served. */
interface NextSite {
  readonly projectDirectory: string;
  /** Absolute: where the export is written. */
  readonly directory: string;
  readonly config: NextSiteConfig;
}

/** What Next.js loads by `adapterPath`, for static exports. */
const adapter = {
  name: "global-edge-purge",
  async onBuildComplete(build: CompleteBuild | CompleteBuild15): Promise<void> {
    const { options, config } = toldByConfig();
    const site = "projectDir" in build ? siteOf(build) : siteOf15(build, config);
    if (!site) return;
    const told = await purgeFrameworkBuild(options, {
      framework: "Next.js",
      directories: [site.directory],
      // Next.js has put what `.env` files say into the environment.
      facts: {
        mode: "production",
        production: true,
        projectDirectory: site.projectDirectory,
        publicPath: publicPathOf(site.config),
        enabledByDefault: true,
      },
    });
    await showAtEnd(told);
    if (told.failure) throw told.failure;
  },
};

export { adapter as default };

function siteOf({ projectDir, config, outputs }: CompleteBuild): NextSite | undefined {
  const [first] = outputs.staticFiles;
  return first && { projectDirectory: projectDir, directory: folderOf(first), config };
}

/** An export that has a folder of its own is written there, and all else to `.next` of the project. */
function siteOf15({ outputs }: CompleteBuild15, config: NextSiteConfig = {}): NextSite | undefined {
  const [first] = outputs;
  if (!first) return undefined;
  const projectDirectory = dirname(folderOf(first));
  const { distDir = ".next" } = config;
  return { projectDirectory, directory: join(projectDirectory, distDir === ".next" ? "out" : distDir), config };
}

function folderOf({ id, filePath }: StaticFile): string {
  return filePath.slice(0, filePath.length - id.length);
}

function publicPathOf({ basePath = "", assetPrefix = "" }: NextSiteConfig): PublicPath {
  if (assetPrefix !== "" && assetPrefix !== basePath) {
    return { saysNothingBecause: "assetPrefix puts scripts under another address than pages" };
  }
  return basePath === "" ? "/" : basePath;
}
