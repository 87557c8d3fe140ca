import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * A module to preload with `--import`: it writes the URL of each module that a program loads into `loaded.txt`, a line
 * each. What CommonJS modules require among themselves is not in it.
 */
export const moduleWatcher = `
  import { register } from "node:module";
  const hooks = \`
    import { appendFileSync } from "node:fs";
    export function load(url, context, next) {
      appendFileSync("loaded.txt", url + "\\\\n");
      return next(url, context);
    }
  \`;
  register("data:text/javascript," + encodeURIComponent(hooks));
`;

/**
 * Of such a list, sorted: core's modules by the paths that they have before the bundler joins them, which notes them
 * in what it writes, and the libraries among `libraries` by their names.
 */
export function namesOfLoaded(list: string, libraries: readonly string[]): readonly string[] {
  const names = list.split("\n").flatMap((url) => {
    if (/\/packages\/core\/dist\//u.test(url)) return modulesIn(readFileSync(fileURLToPath(url), "utf8"));
    return libraries.find((name) => url.includes(`/node_modules/${name}/`)) ?? [];
  });
  return [...new Set(names)].toSorted();
}

function modulesIn(bundled: string): readonly string[] {
  return [...bundled.matchAll(/^\/\/ src\/(.*)\.ts$/gmu)].map(([, path]) => `${path}.js`);
}
