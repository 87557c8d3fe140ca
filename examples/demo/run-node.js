import { emulatorCredentials } from "@global-edge-purge/emulator";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";

/** What would make the plugin behave as on somebody's CI, or talk to somebody's account. */
const strange =
  /^(CI|CONTINUOUS_INTEGRATION|BUILD_NUMBER|NODE_ENV|GITHUB_.*|GITLAB_.*|GLOBAL_EDGE_PURGE.*|NCLOUD_.*|.*_proxy)$/i;

/**
 * Runs a program of Node's in `directory`, with the emulator's address and keys and what it prints shown.
 * @param {readonly string[]} args
 * @param {string} directory
 * @param {string} endpoint
 */
export async function runNode(args, directory, endpoint) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !strange.test(name)));
  const child = spawn(process.execPath, args, {
    cwd: directory,
    stdio: "inherit",
    env: {
      ...env,
      GLOBAL_EDGE_PURGE_ENDPOINT: endpoint,
      NCLOUD_ACCESS_KEY_ID: emulatorCredentials.accessKey,
      NCLOUD_SECRET_ACCESS_KEY: emulatorCredentials.secretKey,
    },
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${basename(args[0] ?? "")} ended with exit code ${code}`);
}
