import { purgeFrameworkBuild } from "./framework-build.ts";
import { nextAdapterOptions } from "./next-options.ts";
import { showAtEnd } from "./end-build.ts";
import type { PublicPath } from "@global-edge-purge/core/options";

/** As much as is needed of what Next.js tells when a build is complete. */
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
  async onBuildComplete({ projectDir, config, outputs }: CompleteBuild): Promise<void> {
    const [first] = outputs.staticFiles;
    if (!first) return;
    const options = nextAdapterOptions();
    const told = await purgeFrameworkBuild(options, {
      framework: "Next.js",
      directories: [first.filePath.slice(0, first.filePath.length - first.id.length)],
      // Next.js has put what `.env` files say into the environment.
      facts: {
        mode: "production",
        production: true,
        projectDirectory: projectDir,
        publicPath: publicPathOf(config),
        enabledByDefault: true,
      },
    });
    await showAtEnd(told);
    if (told.failure) throw told.failure;
  },
};

export { adapter as default };

function publicPathOf({ basePath = "", assetPrefix = "" }: CompleteBuild["config"]): PublicPath {
  if (assetPrefix !== "" && assetPrefix !== basePath) {
    return { saysNothingBecause: "assetPrefix puts scripts under another address than pages" };
  }
  return basePath === "" ? "/" : basePath;
}
