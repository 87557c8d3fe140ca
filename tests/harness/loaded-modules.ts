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

/** Of such a list, sorted: core's modules by their paths, and the libraries among `libraries` by their names. */
export function namesOfLoaded(list: string, libraries: readonly string[]): readonly string[] {
  const names = list.split("\n").flatMap((url) => {
    const [, ours] = /\/packages\/core\/dist\/(.*)$/u.exec(url) ?? [];
    const library = libraries.find((name) => url.includes(`/node_modules/${name}/`));
    return ours ?? library ?? [];
  });
  return [...new Set(names)].toSorted();
}
