import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNode } from "./run-node.js";
import { edit } from "./sites.js";

const cli = fileURLToPath(new URL("dist/bin.js", import.meta.resolve("global-edge-purge/package.json")));

/**
 * How the files of a build reach the origin, and who purges.
 * @typedef {object} Deploy
 * @property {string} title
 * @property {string} origin the folder that the edge fetches from
 * @property {(directory: string) => void} prepare before the first build
 * @property {(directory: string, endpoint: string) => Promise<void>} finish after each build
 */

/** The build writes to the origin itself, so its end is the end of the deploy. @type {Deploy} */
export const atBuild = {
  title: "purged at the end of the build",
  origin: "dist",
  prepare: () => {},
  finish: async () => {},
};

/** The build writes its plan; once its files are uploaded, the command line sends it. @type {Deploy} */
export const afterUpload = {
  title: "purged after the upload",
  origin: "origin",
  prepare(directory) {
    const line = edit(directory, "vite.config.js", 'when: "build"', 'when: "deploy"');
    console.log(`  ${line}: when: "deploy"`);
  },
  async finish(directory, endpoint) {
    console.log("\n$ cp -r dist/. origin\n");
    rmSync(join(directory, "origin"), { recursive: true, force: true });
    cpSync(join(directory, "dist"), join(directory, "origin"), { recursive: true });
    console.log("$ global-edge-purge send\n");
    await runNode([cli, "send"], directory, endpoint);
  },
};
