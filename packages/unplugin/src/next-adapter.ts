import { purgeFrameworkBuild } from "./framework-build.ts";
import { type NextSite, toldByConfig } from "./next-options.ts";
import { showAtEnd } from "./end-build.ts";
import type { PublicPath } from "@global-edge-purge/core/options";

/** As much as is needed of what Next.js tells when a build is complete, from 16 on. */
interface CompleteBuild {
  readonly projectDir: string;
  readonly config: { readonly basePath?: string; readonly assetPrefix?: string };
  readonly outputs: { readonly staticFiles: readonly StaticFile[] };
}

interface StaticFile {
  /** Path within the folder of the export, … */
  readonly id: string;
  /** … and with it. */
  readonly filePath: string;
}

/** What Next.js loads by `adapterPath`, for static exports. */
const adapter = {
  name: "global-edge-purge",
  async onBuildComplete(build: CompleteBuild): Promise<void> {
    const { options, site = siteOf(build) } = toldByConfig();
    if (!site) return;
    const told = await purgeFrameworkBuild(options, {
      framework: "Next.js",
      directories: [site.directory],
      // Next.js has put what `.env` files say into the environment.
      facts: {
        mode: "production",
        production: true,
        projectDirectory: site.projectDirectory,
        publicPath: publicPathOf(site),
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
  if (!first) return undefined;
  const directory = first.filePath.slice(0, first.filePath.length - first.id.length);
  const { basePath, assetPrefix } = config;
  return { projectDirectory: projectDir, directory, basePath, assetPrefix };
}

function publicPathOf({ basePath = "", assetPrefix = "" }: NextSite): PublicPath {
  if (assetPrefix !== "" && assetPrefix !== basePath) {
    return { saysNothingBecause: "assetPrefix puts scripts under another address than pages" };
  }
  return basePath === "" ? "/" : basePath;
}
