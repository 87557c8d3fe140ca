import type { BuildFacts, GlobalEdgePurgeOptions } from "@global-edge-purge/core/options";
import type { BuildOptions, BuildResult, PluginBuild } from "esbuild";
import { dirname, relative, resolve, sep } from "node:path";
import { createBuild, type Purpose } from "./build-session.ts";
import { endBuild, showAtEnd } from "./end-build.ts";
import { esbuildImmutableNames } from "./esbuild-immutable-names.ts";
import { filesOutside } from "./outside-files.ts";
import { readOptions } from "./resolve-build.ts";

const part = "build";

/** Follows the builds of one context, and purges at the end of the first. */
export function followEsbuild(setup: PluginBuild, options: GlobalEdgePurgeOptions): void {
  const { initialOptions } = setup;
  // It tells which files were written, and which of them by which pattern.
  initialOptions.metafile = true;
  const projectDirectory = resolve(initialOptions.absWorkingDir ?? "");
  const directory = resolve(projectDirectory, initialOptions.outdir || dirname(initialOptions.outfile ?? ""));
  let builds = 0;
  let build = createBuild();

  // esbuild asks nobody at the end of a build if no plugin has said so by now.
  setup.onEnd(() => {});
  setup.onStart(async () => {
    builds += 1;
    // Registered now, it comes after those of all other plugins, who may write files and report errors in theirs.
    if (builds === 1) setup.onEnd(end);
    build = createBuild();
    const purpose = builds > 1 ? "watch" : purposeOf(initialOptions);
    build.session.tell({ type: "part-started", part, purpose });
    if (purpose !== "site") return;
    const facts: BuildFacts = {
      mode: "production",
      production: true,
      projectDirectory,
      ...(initialOptions.publicPath !== undefined && { publicPath: initialOptions.publicPath }),
      enabledByDefault: false,
    };
    const bundler = { name: "esbuild", version: setup.esbuild.version } as const;
    await readOptions(build, options, { part, facts, bundler, directory });
  });

  async function end({ errors, metafile }: BuildResult) {
    const { session } = build;
    session.tell({ type: "output-started", part });
    if (errors.length > 0 || !metafile) session.tell({ type: "part-failed", part });
    else {
      const inMetafile = relative(projectDirectory, directory).split(sep).join("/");
      const immutableNames = esbuildImmutableNames(metafile.outputs, inMetafile, initialOptions);
      const files = Object.keys(metafile.outputs).map((file) => resolve(projectDirectory, file));
      const outsideFiles = filesOutside(directory, files);
      session.tell({ type: "output-written", part, directory, immutableNames, outsideFiles });
    }
    const decision = session.tell({ type: "part-closed", part });
    if (!decision) return {};
    const told = await endBuild(decision, build, options);
    await showAtEnd(told);
    return told.failure
      ? { errors: [{ text: `${told.failure.message}\n${told.failure.next}`, detail: told.failure }] }
      : {};
  }
}

function purposeOf({ write, platform, outdir, outfile }: BuildOptions): Purpose {
  // Without a place to write to, it prints what it built.
  if (write === false || !(outdir || outfile)) return "dev";
  return platform === "node" ? "server-build" : "site";
}
