import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Where a package of the registry lies that is published in one version, without what it depends on, in a folder under
 * the system's temporary one that is kept.
 */
export function installPublished(name: string, version: string): string {
  const kept = join(realpathSync(tmpdir()), "global-edge-purge-published");
  const directory = join(kept, `${name.replaceAll("/", "+")}@${version}`);
  if (!existsSync(directory)) download(`${name}@${version}`, directory);
  return join(directory, "package");
}

/** Into another folder first: one that is there is complete. */
function download(wanted: string, directory: string): void {
  const unfinished = `${directory}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    const flags = ["--prefer-offline", "--loglevel=error", "--pack-destination", unfinished];
    const archive = execFileSync("npm", ["pack", wanted, ...flags], { encoding: "utf8" }).trim();
    execFileSync("tar", ["-xzf", join(unfinished, archive), "-C", unfinished, "--no-same-owner"]);
    rmSync(join(unfinished, archive));
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
  renameSync(unfinished, directory);
}
