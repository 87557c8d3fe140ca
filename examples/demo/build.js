import { join } from "node:path";
import { runNode } from "./run-node.js";

/**
 * Runs the site's real production build in `directory`, with the plugin's endpoint at the emulator.
 * @param {import("./sites.js").Site} site
 * @param {string} directory
 * @param {string} endpoint
 */
export async function build(site, directory, endpoint) {
  await runNode([join(directory, "node_modules", ...site.bin), ...site.args], directory, endpoint);
}
