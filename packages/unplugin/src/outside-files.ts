import type { OptionProblem, Settings } from "@global-edge-purge/core/options";
import { dirname, relative, sep } from "node:path";
import { type ConfiguredOutput, pathWithin } from "./finished-builds.ts";

/** Says of an asset path whether it counts, as the options `include` and `exclude` have it. */
type CreateFilter = (include: readonly string[], exclude: readonly string[]) => (assetPath: string) => boolean;

/** Those of a bundler's files that do not lie in its output directory. All paths are absolute. */
export function filesOutside(directory: string, files: readonly string[]): readonly string[] {
  return files.filter((file) => pathWithin(directory, file) === undefined);
}

/**
 * What is wrong where a bundler says that it wrote files outside its output directory, such as `dist/index.html` beside
 * `dist/static`: no run would look at them, and they would go stale unseen. Files that visitors do not request
 * (`exclude`) may lie anywhere.
 */
export function outsideProblems(
  outputs: readonly ConfiguredOutput[],
  createFilter: CreateFilter,
): readonly OptionProblem[] {
  const places = outputs.map(placeOf);
  return outputs.flatMap((output) => {
    const { directory, settings, outsideFiles } = output;
    const place = placeOf(output);
    // The option names another folder, which something else fills.
    if (pathWithin(place, directory) === undefined) return [];
    const missed = outsideFiles.filter((file) => places.every((each) => pathWithin(each, file) === undefined));
    const around = commonFolder([place, ...missed.map(dirname)]);
    const isPublished = createFilter(settings.include, settings.exclude);
    const isNotExcluded = createFilter([], settings.exclude);
    const published = missed.filter(
      (file) => isPublished(posix(relative(around, file))) && isNotExcluded(posix(relative(place, file))),
    );
    return published.length === 0 ? [] : [problem(published, place, around, settings)];
  });
}

function placeOf({ directory, settings }: ConfiguredOutput): string {
  return settings.outputDirectory ?? directory;
}

function problem(files: readonly string[], place: string, around: string, settings: Settings): OptionProblem {
  const { projectDirectory, base } = settings;
  const shown = (path: string) => posix(relative(projectDirectory, path)) || ".";
  const [first = "", ...others] = files;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const holdsProject = pathWithin(around, projectDirectory) !== undefined;
  return {
    code: "OPTIONS_INVALID",
    path: "outputDirectory",
    message: [
      `must hold all that visitors request, but the build wrote ${shown(first)}${more} outside ${shown(place)}`,
      holdsProject
        ? "let the build write everything into one folder that holds nothing else, and name that " +
          "folder here, with the base where it is served"
        : `set outputDirectory: ${JSON.stringify(shown(around))} together with ` +
          baseAround(base, posix(relative(around, place))),
      `or, where visitors never request it, add ${JSON.stringify(posix(relative(place, first)))} to exclude`,
    ].join("; "),
  };
}

/** Where a folder is served, in words for people, if `path` in it is served at `base`. */
function baseAround({ assets, pages }: Settings["base"], path: string): string {
  const assetsAround = withoutEnd(assets, path);
  const pagesAround = typeof pages === "string" ? withoutEnd(pages, path) : pages;
  if (assetsAround === undefined || (typeof pages === "string" && pagesAround === undefined)) {
    return "base, the path where that folder is served";
  }
  if (pagesAround === assetsAround) return `base: ${JSON.stringify(assetsAround)}`;
  return `base: { assets: ${JSON.stringify(assetsAround)}, pages: ${JSON.stringify(pagesAround ?? "/")} }`;
}

/**
 * A base, or a bundler's public path, without the folder at its end.
 *
 * @returns `undefined` where it does not end with that folder
 */
export function withoutEnd(base: string, folder: string): string | undefined {
  const withSlash = base.endsWith("/") ? base : `${base}/`;
  const host = /^(?:[a-z][a-z\d+.-]*:)?\/\/[^/]*/iu.exec(withSlash)?.[0] ?? "";
  const end = [`/${folder}/`, `/${encodeURI(folder)}/`].find((each) => withSlash.slice(host.length).endsWith(each));
  return end === undefined ? undefined : withSlash.slice(0, withSlash.length - end.length + 1);
}

/** The innermost folder that holds all of `folders`. */
function commonFolder([first = "", ...others]: readonly string[]): string {
  let common = first;
  while (dirname(common) !== common && others.some((folder) => pathWithin(common, folder) === undefined)) {
    common = dirname(common);
  }
  return common;
}

function posix(path: string): string {
  return path.split(sep).join("/");
}
