import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Workspace } from "./workspace.ts";

/**
 * Installs packages from the registry that few tests need and no clone should have to wait for. What they expect beside them
 * they find in the workspace.
 *
 * @param packages as pnpm takes them, with versions
 * @returns the folder that holds them by their names
 */
export function installPackages(workspace: Workspace, ...packages: readonly string[]): string {
  const { directory } = workspace.createSite({ "package.json": '{"private":true}\n' });
  const pnpm = join(import.meta.dirname, "..", "..", "node_modules", ".bin", "pnpm");
  const flags = ["--config.auto-install-peers=false", "--ignore-scripts", "--prefer-offline", "--loglevel=error"];
  execFileSync(pnpm, ["add", ...flags, ...packages], { cwd: directory });
  return join(directory, "node_modules");
}
