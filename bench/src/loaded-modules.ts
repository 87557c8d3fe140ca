import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { measureProcess } from "./measure-process.ts";
import { benchDirectory } from "./project.ts";
import { writeText } from "./workspace.ts";

/** What a program loads, Node's own modules left out. */
export interface LoadedModules {
  readonly files: number;
  /** Those of this repository's packages. */
  readonly own: number;
  /** Which of the heavy ones are loaded, for people. */
  readonly heavy: string;
}

/**
 * Modules are counted by a loader hook, and those that CommonJS modules require among themselves by the cache that they are kept in: Node 20 tells hooks
 * nothing of them.
 */
const hooks = `
  import { appendFileSync } from "node:fs";
  let list;
  export function initialize(path) { list = path; }
  export function load(url, context, next) {
    if (url.startsWith("file:")) appendFileSync(list, url + "\\n");
    return next(url, context);
  }
`;

/**
 * Runs a program and counts what it loads.
 *
 * @param program the text of a module
 * @param folder absolute, empty
 */
export async function countModules(program: string, folder: string, env: NodeJS.ProcessEnv): Promise<LoadedModules> {
  const list = join(folder, "loaded.txt");
  const preload = join(folder, "preload.mjs");
  writeText(list, "");
  writeText(
    preload,
    `import { appendFileSync } from "node:fs";
    import Module, { register } from "node:module";
    import { pathToFileURL } from "node:url";
    const before = process.moduleLoadList.length;
    register("data:text/javascript," + encodeURIComponent(${JSON.stringify(hooks)}), { data: ${JSON.stringify(list)} });
    process.on("exit", () => {
      const required = Object.keys(Module._cache).map((path) => pathToFileURL(path).href);
      const builtin = process.moduleLoadList.slice(before).map((name) => name.replace("NativeModule ", "node:"));
      appendFileSync(${JSON.stringify(list)}, [...required, ...builtin].map((url) => url + "\\n").join(""));
    });
    `,
  );
  await measureProcess({
    program: process.execPath,
    args: ["--import", preload, "--input-type=module", "--eval", program],
    directory: benchDirectory,
    env,
  });
  const loaded = new Set(readFileSync(list, "utf8").split("\n").filter(Boolean));
  const files = [...loaded].filter((url) => url.startsWith("file:"));
  const heavy = [
    ...["zod", "undici"].filter((name) => files.some((url) => url.includes(`/node_modules/${name}/`))),
    ...(loaded.has("node:http") ? ["node:http"] : []),
  ];
  return {
    files: files.length,
    own: files.filter((url) => /\/packages\/[^/]+\/dist\//u.test(url)).length,
    heavy: heavy.join(", "),
  };
}
