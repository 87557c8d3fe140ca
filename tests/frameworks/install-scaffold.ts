import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderOf, openSite, type Site } from "../harness/workspace.ts";

/** A site of a framework, with what it needs installed, and Node 22, which the newest of them ask for. */
export interface InstalledScaffold {
  readonly site: Site;
  /** The program. */
  readonly node: string;
}

const ourPackages = [
  "@global-edge-purge/unplugin",
  "@global-edge-purge/vite",
  "@global-edge-purge/webpack",
  "@global-edge-purge/core",
  "global-edge-purge",
];
const installedFiles = new Set(["node_modules", "package.json", "package-lock.json"]);

/**
 * The scaffold of that name, or what `sources` has with that one's versions, as it is committed, in a folder under the system's temporary one that is kept: installing takes far
 * longer than building. Its name holds the digest of the lock, so that another version is another folder.
 */
export function installScaffold(name: string, sources = name): InstalledScaffold {
  const scaffold = join(import.meta.dirname, "scaffolds", name);
  const digest = createHash("sha256")
    .update(readFileSync(join(scaffold, "package-lock.json")))
    .digest("hex");
  const kept = join(realpathSync(tmpdir()), "global-edge-purge-frameworks");
  const directory = join(kept, `${name}-${digest.slice(0, 12)}`);
  if (!existsSync(directory)) install(scaffold, directory);

  for (const entry of readdirSync(directory)) {
    if (!installedFiles.has(entry)) rmSync(join(directory, entry), { recursive: true });
  }
  cpSync(join(import.meta.dirname, "scaffolds", sources), directory, { recursive: true });
  cpSync(scaffold, directory, { recursive: true });
  linkOurPackages(join(directory, "node_modules"));
  return { site: openSite(directory), node: join(directory, "node_modules", "node", "bin", "node") };
}

/** Into another folder first: one that is there is complete. */
function install(scaffold: string, directory: string): void {
  const unfinished = `${directory}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) cpSync(join(scaffold, file), join(unfinished, file));
  const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  try {
    execFileSync("npm", ["ci", ...flags], { cwd: unfinished, stdio: ["ignore", "ignore", "inherit"] });
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
  renameSync(unfinished, directory);
}

/** Anew each time: what is kept may have been installed from another clone of this repository. */
function linkOurPackages(modules: string): void {
  mkdirSync(join(modules, "@global-edge-purge"), { recursive: true });
  for (const each of ourPackages) {
    rmSync(join(modules, each), { recursive: true, force: true });
    symlinkSync(folderOf(each), join(modules, each), "dir");
  }
}
