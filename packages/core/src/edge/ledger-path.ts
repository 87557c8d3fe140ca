import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { EnvironmentVariables } from "../system.ts";

/** The file in which the requests of one key at one endpoint are counted. Its name is a SHA-256: the key is not in it. */
export function ledgerPath(folder: string, endpoint: string, accessKey: string): string {
  const name = createHash("sha256").update(`${endpoint}\n${accessKey}`).digest("hex");
  return join(folder, `${name}.v1.json`);
}

/** A folder of this user's in the temporary folder, which every process of the machine finds. */
export function userStateDirectory(env: EnvironmentVariables): string {
  // Windows has a temporary folder for each user already, and no user ids.
  const name = ["global-edge-purge", process.getuid?.()].filter((part) => part !== undefined).join("-");
  return join(env["TMPDIR"] || tmpdir(), name);
}
